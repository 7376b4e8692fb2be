namespace MlGates.Cli;

/// <summary>The process around the tool, so that tests can run it without one.</summary>
internal sealed record ToolContext
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Diagnostics.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Paths on the command line are relative to it.</summary>
    public required string Folder { get; init; }

    /// <summary>Environment variables.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Whether outcomes are coloured.</summary>
    public bool Color { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Full path of a path on the command line.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    public static ToolContext Process() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Folder = System.Environment.CurrentDirectory,
        Environment = System.Environment.GetEnvironmentVariable,
        Color = !Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
