namespace MlGates.Build;

/// <summary>A file the run read.</summary>
internal sealed class ResultInput
{
    private ResultInput(string path, string? sha256)
    {
        Path = path;
        Sha256 = sha256;
    }

    /// <summary>Relative to the plan, or full.</summary>
    public string Path { get; }

    /// <summary>Of its content as it was read; null when it could not be.</summary>
    public string? Sha256 { get; }

    public static ResultInput From(JsonMembers input) => new(input.Get<string>("path"), input.Find<string>("sha256"));
}
