using System.Security.Cryptography;
using System.Text;

namespace MlGates.Build;

/// <summary>
/// Remembers a clean run by content: SHA-256 over everything the verdict depended on. Timestamps play no part, because a file that was
/// changed and carries an old date (a restored backup, a checkout) is changed.
/// </summary>
internal static class Fingerprint
{
    // Raise when what goes in changes.
    private const string Format = "mlgates-passed-1";

    /// <summary>SHA-256 of a file's content, lower-case hex. O(n).</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(stream));
    }

    /// <summary>
    /// Of all that the verdict depends on; null when that cannot be known, so that the run must be judged. The files are those the last
    /// results name, and each must still have the content that was judged.
    /// </summary>
    /// <param name="plan">Full path of the plan.</param>
    /// <param name="results">Full path of results.json.</param>
    /// <param name="engine">Full path of MlGates.Tool.dll.</param>
    /// <param name="parameters">Task parameters and items, in a fixed order.</param>
    public static string? OfRun(string plan, string results, string engine, IEnumerable<string> parameters)
    {
        try
        {
            // A value from the environment is in no file.
            if (File.ReadAllText(plan).Contains("${env:"))
            {
                return null;
            }

            var read = Results.Read(results);
            if (read.Verdict != "passed" || read.Inputs.Count == 0 || read.Waived > 0
                || read.Entries.Any(e => e.Outcome is not ("passed" or "notApplicable")) || !read.Inputs.All(i => IsUnchanged(plan, i)))
            {
                return null;
            }

            // Throughput that passed on one machine says nothing of another that was given the same folder.
            var parts = new List<string> { Format, Environment.MachineName, plan, OfFile(plan), OfFile(results) };
            parts.AddRange(EngineFiles(engine).Select(file => Path.GetFileName(file) + "=" + OfFile(file)));
            parts.AddRange(parameters);

            // Lengths keep "a","bc" and "ab","c" apart.
            var text = string.Concat(parts.Select(part => part.Length + ":" + part + "\n"));
            using var sha = SHA256.Create();
            return Hex(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsUnchanged(string plan, ResultInput input) =>
        input.Sha256 is not null && string.Equals(OfFile(Path.Combine(Path.GetDirectoryName(plan)!, input.Path)), input.Sha256, StringComparison.OrdinalIgnoreCase);

    // All of the tool: MlGates.Tool.dll alone keeps its bytes when only the engine beside it changes.
    private static IEnumerable<string> EngineFiles(string engine) =>
        Directory.GetFiles(Path.GetDirectoryName(engine)!).Where(f => f.EndsWith(".dll", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal))
            .OrderBy(f => f, StringComparer.Ordinal);

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
}
