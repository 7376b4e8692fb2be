namespace MlGates.Build;

/// <summary>A JSON object. The getters say what is missing, in words fit for a build error.</summary>
internal sealed class JsonMembers : Dictionary<string, object?>
{
    public JsonMembers()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The value of <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">It is absent, null or of another type.</exception>
    public T Get<T>(string name) =>
        TryGetValue(name, out var value) && value is T found ? found : throw new FormatException($"\"{name}\" is missing or of the wrong type");

    /// <summary>The value of <paramref name="name"/>; null when it is absent or null.</summary>
    /// <exception cref="FormatException">It is of another type.</exception>
    public T? Find<T>(string name)
        where T : class => TryGetValue(name, out var value) && value is not null ? Get<T>(name) : null;

    /// <summary>A whole number from 0; 0 when it is absent or null.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public int Whole(string name)
    {
        if (!TryGetValue(name, out var value) || value is null)
        {
            return 0;
        }

        return value is double number && number >= 0 && number <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : throw new FormatException($"\"{name}\" is not a whole number");
    }
}
