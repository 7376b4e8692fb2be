namespace MlGates.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Columns = ["payment_type", "company", "trip_miles", "trip_seconds", "fare"];

    [Theory]
    [InlineData("payment_typ", "payment_type")]
    [InlineData("Payment_Type", "payment_type")]
    [InlineData("comapny", "company")]
    [InlineData("trip_mile", "trip_miles")]
    [InlineData("payment", "payment_type")]
    public void Find_TypingMistake_GivesTheColumn(string given, string expected) => NearestName.Find(given, Columns).Should().Be(expected);

    [Theory]
    [InlineData("latitude")]
    [InlineData("x")]
    [InlineData("")]
    public void Find_NothingNear_GivesNull(string given) => NearestName.Find(given, Columns).Should().BeNull();

    [Fact]
    public void Find_Tie_GivesTheOrdinallyFirst() => NearestName.Find("aux", ["auy", "aua"]).Should().Be("aua");

    [Fact]
    public void Hint_NothingNear_ListsWhatIsThere() => NearestName.Hint("zzz", ["a", "b"]).Should().Be("; there is 'a', 'b'.");
}
