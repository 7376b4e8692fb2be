using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Data;
using MlGates.Generators;
using MlGates.Schemas;
using MlGates.Statistics;

namespace MlGates.Fronts.Tests.Generators;

public sealed class RowGeneratorTests
{
    public static TheoryData<TextPattern> Patterns => [.. Enum.GetValues<TextPattern>()];

    [Fact]
    public void Rows_WithoutHostileValues_AreAsTheSchemaHasThem()
    {
        var rows = Rows<Order>(Order.Schema.Rows(o => o with { HostileShare = 0, Environment = "serving" }));

        SchemaValidator.Validate(
                Order.Schema, new ObjectSource<OrderColumns>(rows.Select(OrderColumns.Of)), new SchemaValidationOptions { Environment = "serving" })
            .Anomalies.Should().BeEmpty();
        rows.Select(r => r.Currency).Distinct().Should().BeEquivalentTo([null, "CHF", "EUR", "USD"]);
        rows.Select(r => r.Quantity).Should().Contain([1, 99]).And.OnlyContain(q => q >= 1 && q <= 99);
    }

    [Fact]
    public void Rows_OfAnInferredSchema_AreAsTheSchemaHasThem()
    {
        var seen = Rows<Order>(Order.Schema.Rows(o => o with { HostileShare = 0, Environment = "serving" }), seed: 5);
        var schema = SchemaInference.Infer(Profiles.ProfileBuilder.Build(new ObjectSource<OrderColumns>(seen.Select(OrderColumns.Of))));

        var rows = Rows<Order>(schema.Rows(o => o with { HostileShare = 0 }), seed: 6);

        SchemaValidator.Validate(schema, new ObjectSource<OrderColumns>(rows.Select(OrderColumns.Of))).Anomalies.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Patterns))]
    public void Texts_OfAPattern_LookLikeIt(TextPattern pattern)
    {
        var name = char.ToLowerInvariant(pattern.ToString()[0]) + pattern.ToString()[1..];
        var schema = Of(new ColumnSchema { Name = "a", Type = ColumnType.Category, MinPresent = 1, Patterns = [name] });

        Rows<string>(schema.Rows(o => o with { HostileShare = 0 }), 500).Should().OnlyContain(t => TextPatterns.Of(Encoding.UTF8.GetBytes(t)) == pattern);
    }

    [Fact]
    public void Rows_OfOneSeed_AreTheSameInEveryCulture()
    {
        var rows = Text();
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            (Text() == rows).Should().BeTrue();
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }

        (Text(seed: 2) == rows).Should().BeFalse();

        static string Text(ulong seed = 1) => string.Join('\n', Rows<Order>(Order.Schema.Rows(o => o with { Environment = "serving" }), seed: seed));
    }

    [Fact]
    public void Rows_HaveEveryHostileValueOnce()
    {
        var rows = Rows<Order>(Order.Schema.Rows(), 300);

        rows.Should().Contain(r => r.Currency == null).And.Contain(r => r.Currency == "").And.Contain(r => r.Currency == "unseen").And.Contain(r => r.Currency == "chf ".TrimEnd())
            .And.Contain(r => r.Quantity == int.MaxValue).And.Contain(r => r.Quantity == 0).And.Contain(r => r.Quantity == 100)
            .And.Contain(r => r.UnitPrice == double.PositiveInfinity).And.Contain(r => r.UnitPrice != null && double.IsNaN(r.UnitPrice.Value)).And.Contain(r => r.UnitPrice == double.Epsilon)
            .And.Contain(r => r.ArticleCode.Length == 10_000).And.Contain(r => r.ArticleCode.Contains('\0')).And.Contain(r => r.ArticleCode == "a\r\nb")
            .And.Contain(r => r.Embedding.Length == 1000).And.Contain(r => r.Embedding.Any(float.IsNaN)).And.Contain(r => r.Embedding.Length == 0)
            .And.Contain(r => r.PlacedAt == DateTimeOffset.MinValue);
    }

    [Fact]
    public void HostileIn_AColumn_IsInPlaceOfTheOthers()
    {
        var rows = Rows<Order>(Order.Schema.Rows(o => o with
        {
            Hostile = HostileKinds.None, HostileIn = new Dictionary<string, HostileKinds> { ["unit_price"] = HostileKinds.Infinity },
        }));

        rows.Should().Contain(r => r.UnitPrice == double.NegativeInfinity).And.NotContain(r => r.Quantity < 1 || r.Quantity > 99 || r.ArticleCode == "" || r.UnitPrice > 250 && r.UnitPrice < 1e300);
    }

    [Fact]
    public void Rows_AreOfManyTypes()
    {
        var numbers = Of(new ColumnSchema { Name = "n", Type = ColumnType.Integer, MinPresent = 1, Range = new NumberRange(3, 7) });

        Rows<byte>(numbers.Rows(o => o with { HostileShare = 0 })).Distinct().Order().Should().Equal(3, 4, 5, 6, 7);
        Rows<decimal>(numbers.Rows(o => o with { HostileShare = 0 })).Should().OnlyContain(n => n >= 3 && n <= 7 && decimal.IsInteger(n));
        Rows<Pair>(numbers.Rows(o => o with { HostileShare = 0 })).Should().OnlyContain(p => p.N >= 3 && p.N <= 7 && p.Note == null);
        Rows<Point>(numbers.Rows(o => o with { HostileShare = 0 })).Should().OnlyContain(p => p.N >= 3 && p.N <= 7);
        Rows<IReadOnlyDictionary<string, object?>>(numbers.Rows(o => o with { HostileShare = 0 })).Should().OnlyContain(d => (long)d["n"]! >= 3);
    }

    [Fact]
    public void Rows_WithoutMissing_MissNothing() =>
        Rows<Order>(Order.Schema.Rows(o => o with { Hostile = HostileKinds.All & ~HostileKinds.Missing })).Should().NotContain(r => r.Currency == null || r.UnitPrice == null);

    [Fact]
    public void Ends_ThatAFloatDoesNotHave_AreItsNextNumbersWithin() =>
        Rows<float>(Of(new ColumnSchema { Name = "n", Type = ColumnType.Float, MinPresent = 1, Range = new NumberRange(0.7, 890.1) }).Rows(o => o with { HostileShare = 0 }))
            .Should().OnlyContain(n => n >= 0.7 && n <= 890.1).And.Contain(0.70000005f);

    [Fact]
    public void Generator_IsACsCheckOne() =>
        Order.Schema.Rows(o => o with { HostileShare = 0, Environment = "serving" }).Of<Order>().Select(o => o.Quantity).Array[2].Sample(q => q.All(n => n is >= 1 and <= 99), iter: 200);

    [Fact]
    public void Property_ThatIsNoColumn_IsSaid() =>
        FluentActions.Invoking(() => Order.Schema.Rows().Of<Misspelt>()).Should().Throw<InputException>()
            .WithMessage("*no column 'Quantty' for the property Misspelt.Quantty*did you mean 'quantity'?*Unset*").Which.Rule.Should().Be(RuleIds.ColumnMissing);

    [Fact]
    public void Property_ThatIsNoColumnAndNamed_StaysUnset() =>
        Rows<Misspelt>(Order.Schema.Rows(o => o with { Unset = ["Quantty"] })).Should().OnlyContain(m => m.Quantty == 7 || m.Quantty == 0);

    [Fact]
    public void Property_OfATypeThatCannotHoldTheValues_IsSaid() =>
        FluentActions.Invoking(() => Order.Schema.Rows().Of<Numbered>()).Should().Throw<InputException>().WithMessage("*'currency' has the value 'CHF'*type Single cannot hold*");

    [Fact]
    public void Property_OfATypeThatNoColumnHas_IsSaid() =>
        FluentActions.Invoking(() => Order.Schema.Rows().Of<Odd>()).Should().Throw<InputException>().WithMessage("*Odd.Currency is of type Version*");

    [Fact]
    public void Column_ThatIsNone_IsSaid() =>
        FluentActions.Invoking(() => Order.Schema.Rows(o => o with { HostileIn = new Dictionary<string, HostileKinds> { ["currncy"] = HostileKinds.None } }))
            .Should().Throw<InputException>().WithMessage("*no column 'currncy'*did you mean 'currency'?*");

    [Fact]
    public void Environment_ThatIsNone_IsSaid() =>
        FluentActions.Invoking(() => Order.Schema.Rows(o => o with { Environment = "servng" })).Should().Throw<InputException>().WithMessage("*no environment 'servng'*did you mean 'serving'?*");

    internal static List<TRow> Rows<TRow>(RowGenerator generator, int rows = 2000, ulong seed = 1)
    {
        var made = new List<TRow>();
        generator.Hold<TRow>(made.AddRange, rows, seed);
        return made;
    }

    internal static DatasetSchema Of(params ColumnSchema[] columns) => new() { Columns = columns };

    private sealed record OrderColumns(string? code, string? currency, float[] embedding, bool gift, DateTimeOffset placed_at, int quantity, double? unit_price)
    {
        public static OrderColumns Of(Order o) => new(o.ArticleCode.Length == 0 ? null : o.ArticleCode, o.Currency, o.Embedding, o.Gift, o.PlacedAt, o.Quantity, o.UnitPrice);
    }

    private sealed record Pair(int N)
    {
        public string? Note { get; }
    }

    private struct Point
    {
        public double N { get; set; }
    }

    private sealed class Misspelt
    {
        public int Quantty { get; set; }

        public string? Currency { get; set; }
    }

    private sealed class Numbered
    {
        public float Currency { get; set; }
    }

    private sealed class Odd
    {
        public Version? Currency { get; set; }
    }
}
