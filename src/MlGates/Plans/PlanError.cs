namespace MlGates.Plans;

/// <summary>The errors of a plan: all of rule <see cref="RuleIds.InvalidPlan"/>, all with a place.</summary>
internal static class PlanError
{
    public static InputException At(SourceLocation location, string message) =>
        new(RuleIds.InvalidPlan, char.ToUpperInvariant(message[0]) + message[1..] + (message[^1] == '?' ? "" : "."), location);

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
