using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Data;

namespace MlGates.Acceptance.Profiles;

/// <summary>The rows of a reference case: a column of lists of numbers or texts, and one of weights when the case has them.</summary>
internal sealed class ReferenceRows(JsonElement input, bool text) : DataSource
{
    public const string Values = "values";
    public const string Weights = "weights";

    public override string Name => "reference";

    public bool HasWeights => input.TryGetProperty("rowWeights", out _);

    public override BlockReader OpenBlocks(ColumnSelection columns) => new Reader(input, text, HasWeights);

    private sealed class Reader(JsonElement input, bool text, bool weighted) : BlockReader
    {
        private bool _taken;

        public override IReadOnlyList<ColumnHeader> Columns { get; } =
            [new(Values, text ? ColumnType.Category : ColumnType.Float), .. weighted ? new[] { new ColumnHeader(Weights, ColumnType.Float) } : []];

        public override RowBlock? Next()
        {
            var block = _taken ? null : new Block(input, text, weighted);
            _taken = true;
            return block;
        }
    }

    private sealed class Block(JsonElement input, bool text, bool weighted) : RowBlock
    {
        private bool _read;

        public override bool Read(RowBatch batch)
        {
            batch.Clear(0);
            if (_read)
            {
                return false;
            }

            _read = true;
            var hex = input.TryGetProperty("rowsHex", out var rows);
            rows = hex ? rows : input.GetProperty("rows");
            batch.Columns[0].Reset(text ? ColumnEncoding.Text : ColumnEncoding.Float64, list: true);
            foreach (var row in rows.EnumerateArray())
            {
                Add(batch.Columns[0], row, hex);
                batch.EndRow();
            }

            if (weighted)
            {
                batch.Columns[1].Reset(ColumnEncoding.Float64);
                foreach (var weight in input.GetProperty("rowWeights").EnumerateArray())
                {
                    batch.Columns[1].Add(weight.GetDouble());
                }
            }

            return true;
        }

        private void Add(ColumnBatch column, JsonElement row, bool hex)
        {
            if (row.ValueKind == JsonValueKind.Null)
            {
                column.AddMissing();
                return;
            }

            foreach (var value in row.EnumerateArray())
            {
                if (!text)
                {
                    column.Add(ReferenceCase.Number(value));
                }
                else if (hex)
                {
                    column.AddText(Convert.FromHexString(value.GetString()!));
                }
                else
                {
                    column.AddText(Encoding.UTF8.GetBytes(value.ValueKind == JsonValueKind.Number ? value.GetInt64().ToString(CultureInfo.InvariantCulture) : value.GetString()!));
                }
            }

            column.EndList();
        }
    }
}
