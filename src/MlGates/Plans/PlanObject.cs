using System.Globalization;

namespace MlGates.Plans;

/// <summary>
/// Reads an object of the plan member by member. Every member asked for is a known one; <see cref="Close"/> refuses the others, so the
/// code that reads a plan is also the list of what a plan may hold.
/// </summary>
internal sealed class PlanObject
{
    private readonly PlanValue _value;
    private readonly string _what;
    private readonly List<string> _known = [];

    /// <param name="value">The value, which must be an object.</param>
    /// <param name="what">What it is, as in "check \"skew\"".</param>
    public PlanObject(PlanValue value, string what)
    {
        _value = value.Kind == PlanValueKind.Object ? value : throw PlanError.At(value.Location, $"{what} must be an object, found {value.Quoted}");
        _what = what;
    }

    public SourceLocation Location => _value.Location;

    /// <summary>The names asked for so far: all that this kind of object may hold.</summary>
    public IReadOnlyList<string> Known => _known;

    public PlanValue? Find(string name)
    {
        _known.Add(name);
        return _value.Properties.Find(p => p.Name == name)?.Value;
    }

    /// <summary>A member that must be there. Where it is not, but a member stands under a name that was probably meant for it, that one is the error.</summary>
    public PlanValue Require(string name, string meaning)
    {
        if (Find(name) is { } value)
        {
            return value;
        }

        if (_value.Properties.Find(p => !_known.Contains(p.Name) && NearestName.Find(p.Name, [name]) is not null) is { } mistyped)
        {
            throw PlanError.At(mistyped.Location, $"{_what} has no \"{mistyped.Name}\"; did you mean \"{name}\"?");
        }

        throw PlanError.At(Location, $"{_what} lacks \"{name}\" ({meaning})");
    }

    public string? Text(string name) => Find(name) is { } v ? Text(v, name) : null;

    public string RequireText(string name, string meaning) => Text(Require(name, meaning), name);

    public IReadOnlyList<string>? Texts(string name) => Find(name) is not { } v ? null
        : v.Kind == PlanValueKind.Array ? [.. v.Items.Select(i => Text(i, name))]
        : throw PlanError.At(v.Location, $"\"{name}\" must be a list of strings, found {v.Quoted}");

    public bool? Boolean(string name) => Find(name) is not { } v ? null
        : v.Kind == PlanValueKind.Boolean ? v.Boolean
        : throw PlanError.At(v.Location, $"\"{name}\" must be true or false, found {v.Quoted}");

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
                throw PlanError.At(property.Location, $"{_what} has no \"{property.Name}\"{PlanError.Nearest(property.Name, _known)}");
            }
        }
    }

    public static string Text(PlanValue value, string name) =>
        value is { Kind: PlanValueKind.String, Text.Length: > 0 }
            ? value.Text
            : throw PlanError.At(value.Location, $"\"{name}\" must be a string that is not empty, found {value.Quoted}");

    public static double Number(PlanValue value, string name, double min, double max)
    {
        if (value.Kind == PlanValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        var range = double.IsPositiveInfinity(max) ? $"of at least {Bound(min)}"
            : double.IsNegativeInfinity(min) ? $"of at most {Bound(max)}"
            : $"from {Bound(min)} to {Bound(max)}";
        throw PlanError.At(value.Location, $"\"{name}\" must be a number {range}, found {value.Quoted}");
    }

    // Without an exponent, which is no help to whoever looks for a limit to write.
    private static string Bound(double bound) =>
        Math.Abs(bound) < 1e15 ? bound.ToString("0.############", CultureInfo.InvariantCulture) : bound.ToString("G3", CultureInfo.InvariantCulture);

    public static T Word<T>(PlanValue value, string name, IReadOnlyDictionary<string, T> words) =>
        value.Kind == PlanValueKind.String && words.TryGetValue(value.Text, out var word)
            ? word
            : throw PlanError.At(value.Location, $"\"{name}\" must be {PlanError.List(words.Keys)}, found {value.Quoted}{(value.Kind == PlanValueKind.String && NearestName.Find(value.Text, words.Keys) is { } near ? $"; did you mean \"{near}\"?" : "")}");
}
