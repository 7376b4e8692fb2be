using System.Text;
using Microsoft.Build.Framework;

namespace MlGates.Build;

// Up to date by content.
public sealed partial class JudgeModel
{
    private string PassedPath => Path.Combine(WorkDirectory, "passed.sha256");

    private bool IsRemembered()
    {
        if (!File.Exists(PassedPath) || !File.Exists(ResultsPath) || (!string.IsNullOrEmpty(ReportPath) && !File.Exists(ReportPath)))
        {
            return false;
        }

        return RunFingerprint() is { } now && now == File.ReadAllText(PassedPath).Trim();
    }

    // Only a clean pass: anything that was reported comes back with the next build.
    private void Remember()
    {
        if (ExitCode == 0 && !Log.HasLoggedErrors && RunFingerprint() is { } now)
        {
            File.WriteAllText(PassedPath, now + "\n", new UTF8Encoding(false));
        }
    }

    private string? RunFingerprint()
    {
        var parameters = new List<string> { ProjectDirectory, ResultsPath, ReportPath ?? "", OnInconclusive ?? "", FalseBlockRate ?? "" };
        foreach (var input in Inputs.OrderBy(i => i.ItemSpec, StringComparer.Ordinal))
        {
            parameters.Add("input " + input.ItemSpec);
            var metadata = input.CloneCustomMetadata();
            parameters.AddRange(metadata.Keys.Cast<string>().OrderBy(k => k, StringComparer.Ordinal).Select(k => k + "=" + metadata[k]));
        }

        return Fingerprint.OfRun(Plan, ResultsPath, EnginePath, parameters);
    }
}
