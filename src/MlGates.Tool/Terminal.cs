namespace MlGates.Cli;

/// <summary>What the terminal can show.</summary>
internal static class Terminal
{
    private const int Standard = 120;

    /// <summary>Cells of a line, from 80 to 160; 120 where the result goes to a file or pipe, so that it is the same everywhere.</summary>
    internal static int Width()
    {
        if (Console.IsOutputRedirected)
        {
            return Standard;
        }

        try
        {
            return Math.Clamp(Console.WindowWidth, 80, 160);
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return Standard;
        }
    }

    /// <summary>Whether the environment names a character set that has no block elements. One that names none is taken for a modern one.</summary>
    internal static bool IsAscii(Func<string, string?> environment)
    {
        if (environment("TERM") == "dumb")
        {
            return true;
        }

        // The order of POSIX: the first that is set holds.
        var locale = ((string[])["LC_ALL", "LC_CTYPE", "LANG"]).Select(environment).FirstOrDefault(l => !string.IsNullOrEmpty(l));
        return locale is "C" or "POSIX" || (locale?.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot && !locale[dot..].StartsWith(".utf", StringComparison.OrdinalIgnoreCase));
    }
}
