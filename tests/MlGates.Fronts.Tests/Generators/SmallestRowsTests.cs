using MlGates.Assertions;
using MlGates.Features;
using MlGates.Generators;

namespace MlGates.Fronts.Tests.Generators;

public sealed class SmallestRowsTests
{
    private static readonly RowGenerator Orders = Order.Schema.Rows(o => o with { Environment = "serving" });

    public static TheoryData<HostileKinds, string, Predicate<Order>> Breakages => new()
    {
        { HostileKinds.Missing, "currency = null (missing)", o => o.Currency == null },
        { HostileKinds.Empty, "currency = '' (empty)", o => o.Currency == "" },
        { HostileKinds.Blank, "code = ' ' (blank)", o => o.ArticleCode == " " },
        { HostileKinds.Unseen, "currency = 'unseen' (not in the domain)", o => o.Currency == "unseen" },
        { HostileKinds.Variant, "currency = 'chf' (another form of a known value)", o => o.Currency == "chf" },
        { HostileKinds.Unicode, "code = 'İstanbul' (unicode)", o => o.ArticleCode.StartsWith('\u0130') },
        { HostileKinds.Separators, "code = 'a,b;c' (separators)", o => o.ArticleCode.Contains(',', StringComparison.Ordinal) },
        { HostileKinds.Long, "code = '", o => o.ArticleCode.Length > 300 },
        { HostileKinds.NaN, "unit_price = NaN (not a number)", o => o.UnitPrice is { } p && double.IsNaN(p) },
        { HostileKinds.Infinity, "unit_price = Infinity (infinite)", o => o.UnitPrice == double.PositiveInfinity },
        { HostileKinds.Huge, "quantity = 2147483647 (huge)", o => o.Quantity == int.MaxValue },
        { HostileKinds.Tiny, "unit_price = 5E-324 (tiny)", o => o.UnitPrice == double.Epsilon },
        { HostileKinds.OutOfRange, "quantity = 100 (out of range)", o => o.Quantity == 100 },
    };

    [Theory, MemberData(nameof(Breakages))]
    public void Property_ThatBreaksOnOneHostileValue_IsShownThatAlone(HostileKinds kind, string shown, Predicate<Order> breaks)
    {
        var failure = Failure(orders => Assert.DoesNotContain(orders, breaks));

        failure.Rows.Should().ContainSingle().Which.Should().BeOfType<Order>().Which.Should().Match<Order>(o => breaks(o));
        failure.Message.Should().StartWith("Does not hold on one row of 2000 generated: " + shown);
        failure.Message.Split('\n').Count(l => l.StartsWith("  * ", StringComparison.Ordinal)).Should().Be(1);

        var without = Order.Schema.Rows(o => o with { Environment = "serving", Hostile = HostileKinds.All & ~kind, HostileIn = new Dictionary<string, HostileKinds>() });
        if (kind is not (HostileKinds.Missing or HostileKinds.Empty))
        {
            without.Hold<Order>(orders => Assert.DoesNotContain(orders, breaks));
        }
    }

    [Fact]
    public void Message_ShowsTheRowTheCauseAndTheSeed() =>
        Failure(orders => Assert.DoesNotContain(orders, o => o.Currency == "unseen" && o.Quantity > 5), seed: 3).Message.Replace("\r", "", StringComparison.Ordinal).Should()
            .Match("Does not hold on one row of 2000 generated: currency = 'unseen' (not in the domain), quantity = 6 is enough\n\n*Assert.DoesNotContain()*\n\nThe smallest row:\n    code        '*'\n"
                + "  * currency    'unseen' (not in the domain)\n    embedding   [0, 0, 0, 0]\n    gift        False\n    placed_at   2020-09-13T12:26:40.0000000+00:00\n  * quantity    6\n    unit_price  0.5\n"
                + "Seed 3: the same seed gives the same rows.");

    [Fact]
    public void Property_ThatTwoRowsBreak_IsShownTwo()
    {
        var failure = Failure(orders => Assert.False(orders.Any(o => o.Quantity == 50) && orders.Any(o => o.Gift && o.Currency == "USD")));

        failure.Rows.Should().HaveCount(2);
        failure.Message.Should().StartWith("Does not hold on 2 rows of 2000 generated: ").And.Contain("quantity = 50").And.Contain("gift = True").And.Contain("Row 1 of the smallest 2:");
    }

    [Fact]
    public void Property_ThatEveryRowBreaks_IsSaidToBe() =>
        Failure(_ => Assert.Fail("always")).Message.Should().StartWith("Does not hold on one row of 2000 generated: any row of the schema does\n\nalways");

    [Fact]
    public void Property_ThatBreaksNowAndThen_IsSaidToBe()
    {
        var tries = 0;

        Failure(_ => Assert.NotEqual(1, ++tries)).Message.Should().StartWith("Did not hold on 2000 generated rows, and then did on some of the same rows: it is not deterministic");
    }

    [Fact]
    public void Property_ThatHolds_IsTriedOnceOnAllRows()
    {
        var counts = new List<int>();

        Orders.Hold<Order>(orders => counts.Add(orders.Count), rows: 37);

        counts.Should().Equal(37);
    }

    [Fact]
    public void Transform_ThatFailsOnAMissingPrice_IsShownTheRow()
    {
        var transform = FeatureTransform.From<Order>(o => [MathF.Log((float)(o.UnitPrice ?? 0)), o.Quantity]);

        var failure = Failure(orders => transform.Should().ProduceFiniteFeatures(orders), HostileKinds.Missing);

        failure.Message.Should().StartWith("Does not hold on one row of 2000 generated: unit_price = null").And.Contain("MLG1101").And.Contain("* unit_price  null");
    }

    [Fact]
    public void Transform_ThatThrowsOnAnUnseenCategory_IsShownTheRow()
    {
        var rates = new Dictionary<string, float> { ["CHF"] = 1, ["EUR"] = 0.9f, ["USD"] = 1.1f, [""] = 1 };
        var transform = FeatureTransform.From<Order>(o => [o.Quantity * rates[o.Currency ?? ""]]);

        Failure(orders => transform.Should().ProduceFiniteFeatures(orders), HostileKinds.Missing | HostileKinds.Unseen).Message.Should()
            .StartWith("Does not hold on one row of 2000 generated: currency = 'unseen' (not in the domain) is enough").And.Contain("MLG1106").And.Contain("KeyNotFoundException");
    }

    private static GeneratedRowsException Failure(Action<IReadOnlyList<Order>> property, HostileKinds kinds = HostileKinds.All, ulong seed = 1) =>
        FluentActions.Invoking(() => Order.Schema.Rows(o => o with { Environment = "serving", Hostile = kinds }).Hold(property, seed: seed)).Should().Throw<GeneratedRowsException>().Which;
}
