using Parquet;
using Parquet.Schema;

namespace MlGates.Tests.Data;

/// <summary>Writes Parquet files with the library that others use, for tests of our reader.</summary>
internal sealed class ParquetFile(string path, CompressionMethod compression = CompressionMethod.Snappy)
{
    private readonly List<(DataField Field, Func<ParquetRowGroupWriter, int, int, Task> Write)> _columns = [];
    private readonly List<Field> _fields = [];
    private readonly List<string> _dictionaries = [];

    public ParquetFile Add<T>(string name, T?[] values)
        where T : struct => Add(new DataField<T?>(name), (group, field, from, count) => group.WriteAsync<T>(field, values.AsMemory(from, count)));

    public ParquetFile Add<T>(DataField field, T?[] values)
        where T : struct => Add(field, (group, f, from, count) => group.WriteAsync<T>(f, values.AsMemory(from, count)));

    public ParquetFile AddRequired<T>(DataField field, T[] values)
        where T : struct => Add(field, (group, f, from, count) => group.WriteAsync<T>(f, (ReadOnlyMemory<T>)values.AsMemory(from, count)));

    public ParquetFile AddText(string name, string?[] values) =>
        Add(new DataField<string>(name), (group, field, from, count) => group.WriteAsync(field, values[from..(from + count)]!));

    /// <summary>Text of which each row group keeps a dictionary.</summary>
    public ParquetFile AddCoded(string name, string?[] values)
    {
        _dictionaries.Add(name);
        return AddText(name, values);
    }

    public ParquetFile AddBytes(string name, byte[]?[] values) =>
        Add(new DataField<byte[]>(name), (group, field, from, count) => group.WriteAsync(field, values[from..(from + count)]!));

    /// <summary>A list column, whole in one row group: values with repetition levels.</summary>
    public ParquetFile AddList<T>(string name, T[] values, int[] repetition, int[] definition)
        where T : struct
    {
        var item = new DataField<T?>("element");
        _fields.Add(new ListField(name, item));
        Task Write(ParquetRowGroupWriter group, int from, int count) =>
            group.WriteAllPartsAsync<T>(item, new ReadOnlyMemory<T>(values), new ReadOnlyMemory<int>(definition), new ReadOnlyMemory<int>(repetition), default);
        _columns.Add((item, Write));
        return this;
    }

    public string Write(int rows, int rowGroup = int.MaxValue)
    {
        using var file = File.Create(path);
        WriteAsync(file, rows, rowGroup).GetAwaiter().GetResult();
        return path;
    }

    private async Task WriteAsync(Stream file, int rows, int rowGroup)
    {
        var options = new ParquetOptions { CompressionMethod = compression };
        foreach (var name in _dictionaries)
        {
            options.ColumnEncodingHints[name] = EncodingHint.Dictionary;
        }

        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(_fields), file, options);
        for (var from = 0; from < rows; from += rowGroup)
        {
            using var group = writer.CreateRowGroup();
            foreach (var (_, write) in _columns)
            {
                await write(group, from, Math.Min(rowGroup, rows - from));
            }

            group.CompleteValidate();
            if (rowGroup == int.MaxValue)
            {
                break;
            }
        }
    }

    private ParquetFile Add(DataField field, Func<ParquetRowGroupWriter, DataField, int, int, Task> write)
    {
        _fields.Add(field);
        _columns.Add((field, (group, from, count) => write(group, field, from, count)));
        return this;
    }
}
