using System.Globalization;
using MlGates.Profiles;

namespace MlGates.Cli;

/// <summary>
/// One line on a terminal that shows how far a profile is, from its first second on, and is gone at the end. Written here because loading a
/// console library takes longer than profiling a small file.
/// </summary>
/// <param name="writer">Where the line goes; null when that is no terminal: then only the bytes are noted.</param>
/// <param name="time">The clock.</param>
/// <param name="ascii">Whether the bar keeps to ASCII.</param>
internal sealed class ProfileProgressBar(TextWriter? writer, TimeProvider time, bool ascii) : IProgress<ProfileProgress>
{
    private const int Cells = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = Patience;
    private int _shown;

    /// <summary>Bytes of input read.</summary>
    internal long Bytes { get; private set; }

    public void Report(ProfileProgress value)
    {
        Bytes = value.BytesRead;
        var elapsed = time.GetElapsedTime(_start);
        if (writer is null || elapsed < _next)
        {
            return;
        }

        _next = elapsed + Pause;
        Show(Line(value, elapsed.TotalSeconds));
    }

    /// <summary>Removes the line.</summary>
    internal void Clear()
    {
        if (_shown > 0)
        {
            Show("");
            writer!.Write('\r');
            _shown = 0;
        }
    }

    private string Line(ProfileProgress value, double seconds)
    {
        var rate = string.Create(CultureInfo.InvariantCulture, $"{value.Rows} rows, {value.Rows / seconds:0} rows/s");
        if (value.BytesTotal is not > 0)
        {
            return rate;
        }

        var share = Math.Clamp((double)value.BytesRead / value.BytesTotal.Value, 0, 1);
        var full = (int)(share * Cells);
        var left = share > 0 ? string.Create(CultureInfo.InvariantCulture, $", {seconds * (1 - share) / share:0} s left") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{new string(ascii ? '#' : '█', full)}{new string(ascii ? '.' : '░', Cells - full)} {share * 100,3:0} %  {rate}{left}");
    }

    private void Show(string line)
    {
        writer!.Write("\r" + line.PadRight(_shown));
        writer.Flush();
        _shown = line.Length;
    }
}
