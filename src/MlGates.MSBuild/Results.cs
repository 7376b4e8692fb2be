using System.Text;

namespace MlGates.Build;

/// <summary>What the task needs of results.json (its schema is a contract, DESIGN section 6).</summary>
internal sealed class Results
{
    private static readonly string[] Verdicts = ["passed", "failed", "inconclusive", "error"];

    private static readonly string[] Policies = ["warn", "fail", "pass"];

    private Results(string verdict, string onInconclusive, IReadOnlyList<ResultEntry> entries, IReadOnlyList<ResultInput> inputs, int waived)
    {
        Verdict = verdict;
        OnInconclusive = onInconclusive;
        Entries = entries;
        Inputs = inputs;
        Waived = waived;
    }

    /// <summary>passed, failed, inconclusive or error.</summary>
    public string Verdict { get; }

    /// <summary>What an inconclusive finding does: warn, fail or pass.</summary>
    public string OnInconclusive { get; }

    /// <summary>One per check and subject, as written.</summary>
    public IReadOnlyList<ResultEntry> Entries { get; }

    /// <summary>Every file the run read.</summary>
    public IReadOnlyList<ResultInput> Inputs { get; }

    /// <summary>Number of waived findings.</summary>
    public int Waived { get; }

    /// <summary>Number of checks that ran; one check may have many entries.</summary>
    public int Checks => Entries.Select(e => e.CheckId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Number of entries with this outcome.</summary>
    public int Count(string outcome) => Entries.Count(e => e.Outcome == outcome);

    /// <summary>Reads a results file.</summary>
    /// <exception cref="FormatException">It is not a results file this version knows.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Results Read(string path)
    {
        // A damaged file must not pass as text with replacement characters.
        var text = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        if (JsonReader.Parse(text) is not JsonMembers root)
        {
            throw new FormatException("it holds no object");
        }

        if (root.Get<double>("schemaVersion") != 1)
        {
            throw new FormatException("\"schemaVersion\" is not 1: the task and the tool are of different versions");
        }

        var verdict = OneOf("verdict", root.Get<string>("verdict"), Verdicts);
        var policy = OneOf("onInconclusive", root.Find<string>("onInconclusive") ?? "warn", Policies);
        var entries = Objects(root.Get<List<object?>>("checks")).Select(ResultEntry.From).ToArray();
        var inputs = Objects(root.Find<List<object?>>("inputs") ?? []).Select(ResultInput.From).ToArray();
        return new Results(verdict, policy, entries, inputs, root.Find<JsonMembers>("counts")?.Whole("waived") ?? 0);
    }

    /// <summary>The word, when it is one of those allowed.</summary>
    internal static string OneOf(string name, string word, string[] allowed) =>
        Array.IndexOf(allowed, word) >= 0 ? word : throw new FormatException($"\"{name}\" is \"{word}\", not one of {string.Join(", ", allowed)}");

    private static IEnumerable<JsonMembers> Objects(List<object?> list) =>
        list.Select(item => item as JsonMembers ?? throw new FormatException("a list holds something that is not an object"));
}
