using System.Globalization;

namespace MlGates.Snapshots;

/// <summary>A value that differs between two snapshots beyond its tolerance.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Verified">The accepted value; null when it is new.</param>
/// <param name="Received">The value now; null when it is gone.</param>
public sealed record SnapshotChange(string Path, SnapshotValue? Verified, SnapshotValue? Received)
{
    /// <summary>
    /// Change as a share of the verified number, signed; infinite from 0, and NaN when one of the two is not a number.
    /// </summary>
    public double Relative => Verified?.Number is { } old && Received?.Number is { } now ? (now - old) / Math.Abs(old) : double.NaN;

    /// <summary>The column, or the first name of another path, in plain writing.</summary>
    public string Subject => Names is ["columns", var column, ..] ? column : Names[0];

    /// <summary>Column, statistic, old and new value and the change: <c>fare: mean 11.8 → 12.43 (+5.3 %)</c>.</summary>
    public override string ToString()
    {
        var names = Names;
        var statistic = names is ["columns", _, .. var rest] ? string.Join('/', rest) : string.Join('/', names[1..]);
        var before = statistic.Length == 0 ? Subject : $"{Subject}: {statistic}";
        return Verified is null ? $"{before} is new: {Received!.Text}"
            : Received is null ? $"{before} is gone: {Verified.Text}"
            : $"{before} {Verified.Text} → {Received.Text}{Percent}";
    }

    private string[] Names => Array.ConvertAll(Path.Split('/'), n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private string Percent => double.IsFinite(Relative) ? string.Create(CultureInfo.InvariantCulture, $" ({Relative * 100:+0.###;-0.###} %)") : "";
}
