using System.Text.Json.Serialization;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Fronts.Tests.Generators;

/// <summary>A row with a property of each kind, and the schema it has.</summary>
public sealed class Order
{
    public static DatasetSchema Schema { get; } = new()
    {
        Environments = ["serving", "training"],
        Columns =
        [
            new ColumnSchema { Name = "code", Type = ColumnType.Category, MinPresent = 1, Patterns = ["identifier", "word"], Length = new CountRange(4, 8) },
            new ColumnSchema { Name = "currency", Type = ColumnType.Category, MinPresent = 0.5, Domain = new ValueDomain { Values = ["CHF", "EUR", "USD"] } },
            new ColumnSchema { Name = "embedding", Type = ColumnType.Float, MinPresent = 1, Shape = [2, 2], Values = new CountRange(4, 4), Range = new NumberRange(-1, 1), AllowNaN = false },
            new ColumnSchema { Name = "gift", Type = ColumnType.Boolean, MinPresent = 1 },
            new ColumnSchema { Name = "label", Type = ColumnType.Boolean, Environments = ["training"] },
            new ColumnSchema { Name = "placed_at", Type = ColumnType.Timestamp, MinPresent = 1, Range = new NumberRange(1_600_000_000, 1_700_000_000) },
            new ColumnSchema { Name = "quantity", Type = ColumnType.Integer, MinPresent = 1, Range = new NumberRange(1, 99) },
            new ColumnSchema { Name = "unit_price", Type = ColumnType.Float, MinPresent = 0.9, Range = new NumberRange(0.5, 250), AllowNaN = false, AllowInfinity = false },
        ],
    };

    [JsonPropertyName("code")]
    public string ArticleCode { get; set; } = "";

    public string? Currency { get; set; }

    public float[] Embedding { get; set; } = [];

    public bool Gift { get; init; }

    public DateTimeOffset PlacedAt { get; set; }

    public int Quantity { get; set; }

    public double? UnitPrice { get; set; }

    public double Total => Quantity * (UnitPrice ?? 0);

    public override string ToString() =>
        FormattableString.Invariant($"{ArticleCode}|{Currency}|{string.Join(' ', Embedding.Select(e => FormattableString.Invariant($"{e}")))}|{Gift}|{PlacedAt:O}|{Quantity}|{UnitPrice:R}");
}
