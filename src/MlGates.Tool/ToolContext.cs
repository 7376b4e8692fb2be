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

    /// <summary>Cells of a line of the result.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether signs beyond ASCII would not show.</summary>
    public bool Ascii { get; init; }

    /// <summary>Whether diagnostics go to a terminal, where a line may be drawn over.</summary>
    public bool ErrorIsTerminal { get; init; }

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
        Width = Terminal.Width(),
        Ascii = Terminal.IsAscii(System.Environment.GetEnvironmentVariable),
        ErrorIsTerminal = !Console.IsErrorRedirected,
    };
}
