using System.Text;

namespace MlGates.Benchmarks.Generation;

/// <summary>Writes the table as CSV. The bytes follow from seed, rows and columns alone: each chunk of rows has its own random numbers.</summary>
internal static class CsvGenerator
{
    private const int ChunkCells = 1 << 20;
    private const int LongestValue = 64;

    internal static void Write(string path, long rows, int columns, ulong seed)
    {
        var table = GeneratedTable.Columns(columns);
        var chunkRows = Math.Max(1, ChunkCells / columns);
        var chunks = (rows + chunkRows - 1) / chunkRows;
        var partial = path + ".partial";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Join(',', table.Select(c => c.Name)) + "\n"));
            var buffers = Array.ConvertAll(new byte[Environment.ProcessorCount][], _ => new byte[chunkRows * columns * 24]);
            var lengths = new int[buffers.Length];
            for (var first = 0L; first < chunks; first += buffers.Length)
            {
                var start = first;
                var count = (int)Math.Min(buffers.Length, chunks - first);
                Parallel.For(0, count, i =>
                {
                    var from = (start + i) * chunkRows;
                    lengths[i] = Chunk(table, new SplitMix(seed ^ ((ulong)(start + i + 1) * 0xD1342543DE82EF95)), from, Math.Min(rows, from + chunkRows), ref buffers[i]);
                });
                for (var i = 0; i < count; i++)
                {
                    file.Write(buffers[i], 0, lengths[i]);
                }
            }
        }

        // A run that was stopped leaves no file that looks finished.
        File.Move(partial, path, overwrite: true);
    }

    private static int Chunk(IReadOnlyList<GeneratedColumn> table, SplitMix random, long from, long to, ref byte[] buffer)
    {
        var length = 0;
        for (var row = from; row < to; row++)
        {
            foreach (var column in table)
            {
                if (buffer.Length - length <= LongestValue)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                length += column.Write(ref random, row, buffer.AsSpan(length, LongestValue));
                buffer[length++] = (byte)',';
            }

            buffer[length - 1] = (byte)'\n';
        }

        return length;
    }
}
