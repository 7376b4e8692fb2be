using System.Globalization;

namespace MlGates;

/// <summary>
/// Reads an object member by member. Every member asked for is a known one; <see cref="Close"/> refuses the others, so the
/// code that reads a file is also the list of what it may hold.
/// </summary>
internal sealed class JsonObject
{
    private readonly JsonValue _value;
    private readonly string _what;
    private readonly List<string> _known = [];

    /// <param name="value">The value, which must be an object.</param>
    /// <param name="what">What it is, as in "check \"skew\"".</param>
    public JsonObject(JsonValue value, string what)
    {
        _value = value.Kind == JsonKind.Object ? value : throw value.Error($"{what} must be an object, found {value.Quoted}");
        _what = what;
    }

    public SourceLocation Location => _value.Location;

    /// <summary>The names asked for so far: all that this kind of object may hold.</summary>
    public IReadOnlyList<string> Known => _known;

    public JsonValue? Find(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }

        return _value.Properties.Find(p => p.Name == name)?.Value;
    }

    /// <summary>A member that must be there. Where it is not, but a member stands under a name that was probably meant for it, that one is the error.</summary>
    public JsonValue Require(string name, string meaning)
    {
        if (Find(name) is { } value)
        {
            return value;
        }

        if (_value.Properties.Find(p => !_known.Contains(p.Name) && NearestName.Find(p.Name, [name]) is not null) is { } mistyped)
        {
            throw _value.File.Error(mistyped.Location, $"{_what} has no \"{mistyped.Name}\"; did you mean \"{name}\"?");
        }

        throw _value.Error($"{_what} lacks \"{name}\" ({meaning})");
    }

    public string? Text(string name) => Find(name) is { } v ? Text(v, name) : null;

    public string RequireText(string name, string meaning) => Text(Require(name, meaning), name);

    public IReadOnlyList<string>? Texts(string name) => Find(name) is not { } v ? null
        : v.Kind == JsonKind.Array ? [.. v.Items.Select(i => Text(i, name))]
        : throw v.Error($"\"{name}\" must be a list of strings, found {v.Quoted}");

    public bool? Boolean(string name) => Find(name) is not { } v ? null
        : v.Kind == JsonKind.Boolean ? v.Boolean
        : throw v.Error($"\"{name}\" must be true or false, found {v.Quoted}");

    /// <summary>A number in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public double? Number(string name, double min, double max) => Find(name) is { } v ? Number(v, name, min, max) : null;

    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => Find(name) is { } v ? Word(v, name, words) : null;

    /// <summary>Refuses members that nothing asked for, and names the nearest known one.</summary>
    public void Close()
    {
        foreach (var property in _value.Properties)
        {
            if (!_known.Contains(property.Name))
            {
                throw _value.File.Error(property.Location, $"{_what} has no \"{property.Name}\"{Nearest(property.Name, _known)}");
            }
        }
    }

    public static string Text(JsonValue value, string name) =>
        value is { Kind: JsonKind.String, Text.Length: > 0 }
            ? value.Text
            : throw value.Error($"\"{name}\" must be a string that is not empty, found {value.Quoted}");

    public static double Number(JsonValue value, string name, double min, double max)
    {
        if (value.Kind == JsonKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= min && number <= max)
        {
            return number;
        }

        var range = double.IsPositiveInfinity(max) ? $"of at least {Bound(min)}"
            : double.IsNegativeInfinity(min) ? $"of at most {Bound(max)}"
            : $"from {Bound(min)} to {Bound(max)}";
        throw value.Error($"\"{name}\" must be a number {range}, found {value.Quoted}");
    }

    // Without an exponent, which is no help to whoever looks for a limit to write.
    private static string Bound(double bound) =>
        Math.Abs(bound) < 1e15 ? bound.ToString("0.############", CultureInfo.InvariantCulture) : bound.ToString("G3", CultureInfo.InvariantCulture);

    public static T Word<T>(JsonValue value, string name, IReadOnlyDictionary<string, T> words) =>
        value.Kind == JsonKind.String && words.TryGetValue(value.Text, out var word)
            ? word
            : throw value.Error($"\"{name}\" must be {List(words.Keys)}, found {value.Quoted}{(value.Kind == JsonKind.String && NearestName.Find(value.Text, words.Keys) is { } near ? $"; did you mean \"{near}\"?" : "")}");

    /// <summary>An unknown name: says the nearest known one, or all of them.</summary>
    public static string Nearest(string given, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToArray();
        return NearestName.Find(given, names) is { } nearest ? $"; did you mean \"{nearest}\"?"
            : names.Length == 0 ? "; none is defined"
            : $"; known: {string.Join(", ", names)}";
    }

    /// <summary><c>"a", "b" or "c"</c>.</summary>
    public static string List(IEnumerable<string> words)
    {
        var quoted = words.Select(w => $"\"{w}\"").ToArray();
        return quoted.Length == 1 ? quoted[0] : string.Join(", ", quoted[..^1]) + " or " + quoted[^1];
    }
}
