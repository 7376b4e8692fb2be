using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Sensitivity;

/// <summary>Reads columns of a source into memory, as their profile understands them.</summary>
internal static class HeldReader
{
    /// <summary>Reads some columns in one pass.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="columns">What to read, none of them lists.</param>
    /// <exception cref="InputException">Whatever the source refuses.</exception>
    public static HeldColumn[] Read(DataSource source, IReadOnlyList<ColumnProfile> columns)
    {
        using var reader = source.Open(ColumnSelection.Named([.. columns.Select(c => c.Name)]));
        var places = columns.Select(c => Place(reader, c.Name)).ToArray();
        var filled = columns.Select(c => new Filling(c, source.DecimalComma)).ToArray();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < filled.Length; i++)
            {
                filled[i].Add(batch.Columns[places[i]]);
            }
        }

        return Array.ConvertAll(filled, f => f.ToColumn());
    }

    private static int Place(BatchReader reader, string name)
    {
        for (var i = 0; i < reader.Columns.Count; i++)
        {
            if (reader.Columns[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Column '{name}' was profiled and is not there.");
    }

    private sealed class Filling(ColumnProfile column, bool decimalComma)
    {
        private readonly List<double> _numbers = [];
        private readonly List<int> _codes = [];
        private readonly List<bool> _missing = [];
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private char[] _text = new char[64];

        public void Add(ColumnBatch batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var missing = batch.Missing[i];
                _missing.Add(missing);
                if (column.Type == ColumnType.Category)
                {
                    _codes.Add(missing ? -1 : Code(batch, i));
                }
                else
                {
                    _numbers.Add(missing ? 0 : Number(batch, i));
                }
            }
        }

        public HeldColumn ToColumn()
        {
            string[] texts = [.. _places.Keys];
            return new HeldColumn
            {
                Name = column.Name, Type = column.Type, Missing = [.. _missing], Numbers = [.. _numbers], Codes = [.. _codes],
                Texts = texts, Dictionary = column.Type == ColumnType.Category ? TextDictionary.Of(texts) : null,
            };
        }

        private double Number(ColumnBatch batch, int row) => batch.Encoding switch
        {
            ColumnEncoding.Float64 => batch.Numbers[row],
            ColumnEncoding.Int64 => batch.Integers[row],
            ColumnEncoding.Boolean => batch.Booleans[row] ? 1 : 0,
            _ when column.Type == ColumnType.Timestamp => Timestamp.TryParse(batch.Text(row), out var seconds) ? seconds : double.NaN,
            _ when column.Type == ColumnType.Boolean => TextValue.TryBoolean(batch.Text(row), out var truth) && truth ? 1 : 0,
            _ => TextValue.Classify(batch.Text(row), decimalComma, out var read, out _) != NumberKind.None ? read : double.NaN,
        };

        private int Code(ColumnBatch batch, int row)
        {
            var places = _places.GetAlternateLookup<ReadOnlySpan<char>>();
            var text = Letters(batch, row);
            if (!places.TryGetValue(text, out var place))
            {
                _places.Add(text.ToString(), place = _places.Count);
            }

            return place;
        }

        private ReadOnlySpan<char> Letters(ColumnBatch batch, int row)
        {
            switch (batch.Encoding)
            {
                case ColumnEncoding.Boolean:
                    return batch.Booleans[row] ? "true" : "false";
                case ColumnEncoding.Int64:
                    return batch.Integers[row].ToString(CultureInfo.InvariantCulture);
                case ColumnEncoding.Float64:
                    return batch.Numbers[row].ToString("R", CultureInfo.InvariantCulture);
            }

            var text = batch.Text(row);
            if (_text.Length < text.Length)
            {
                _text = new char[2 * text.Length];
            }

            return _text.AsSpan(0, Encoding.UTF8.GetChars(text, _text));
        }
    }
}
