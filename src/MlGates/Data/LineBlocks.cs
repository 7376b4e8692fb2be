using System.Globalization;

namespace MlGates.Data;

/// <summary>Reads a text file in blocks that end with a line.</summary>
internal sealed class LineBlocks(FileSource source, int blockBytes) : IDisposable
{
    // A line beyond this is no row.
    private const int MostLine = 1 << 26;
    private const int Padding = 64;

    // Text files are opened, unpacked and hashed like CSV.
    private readonly CsvInput _input = new(new CsvSource(source.Path) { DisplayPath = source.DisplayPath }, null);
    private byte[] _carried = [];
    private int _line = 1;

    internal long BytesRead => _input.BytesRead;

    internal long Length => _input.Length;

    /// <summary>The file's hash, once all is read.</summary>
    internal string Sha256() => _input.Sha256()!;

    /// <summary>The next block into a buffer of the caller's, which may be replaced by a larger one; 0 bytes after the last.</summary>
    /// <param name="buffer">Receives the lines.</param>
    /// <param name="line">The number of the first line.</param>
    internal int Next(ref byte[] buffer, out int line)
    {
        line = _line;
        var used = _carried.Length;
        Grow(ref buffer, Math.Max(blockBytes, used) + Padding, 0);
        _carried.CopyTo(buffer, 0);
        _carried = [];
        while (true)
        {
            used += _input.Fill(buffer.AsSpan(used, buffer.Length - Padding - used));
            var end = _input.Ended ? used : buffer.AsSpan(0, used).LastIndexOf((byte)'\n') + 1;
            if (end > 0 || _input.Ended)
            {
                _carried = buffer.AsSpan(end, used - end).ToArray();
                _line += buffer.AsSpan(0, end).Count((byte)'\n');
                return end;
            }

            if (used > MostLine)
            {
                throw source.Malformed(string.Create(CultureInfo.InvariantCulture, $"The line is longer than {MostLine} bytes; is the file JSON Lines, one object a line?"), _line);
            }

            Grow(ref buffer, 2 * buffer.Length, used);
        }
    }

    public void Dispose() => _input.Dispose();

    private static void Grow(ref byte[] buffer, int length, int used)
    {
        if (buffer.Length < length)
        {
            var larger = new byte[length];
            buffer.AsSpan(0, used).CopyTo(larger);
            buffer = larger;
        }
    }
}
