using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Tests.Gates;

public sealed class DriftWindowTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 6 weeks of 700 rows from Monday 2024-01-01 on; the kind changes in some of them.
    private CsvSource Table(string name, Func<int, bool>? changed = null, Func<int, string>? time = null, bool reversed = false, int rows = 4200)
    {
        var lines = Enumerable.Range(0, rows).Select(i => FormattableString.Invariant(
            $"{time?.Invoke(i) ?? new DateTime(2024, 1, 1).AddMinutes(i * 14.4).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)},{(i % 10 < (changed?.Invoke(i / 700) ?? false ? 8 : 5) ? "a" : "b")},{i * 37 % 700}")).ToArray();
        if (reversed)
        {
            Array.Reverse(lines);
        }

        return new CsvSource(_folder.Write(name + ".csv", "when,kind,amount\n" + string.Join('\n', lines) + "\n")) { DisplayName = name };
    }

    private static readonly DriftCheck Weekly = new() { Id = "drift", Windows = RowWindows.ByTime("when", "7d") };

    private static CheckResult Judge(DriftCheck check, DataSource baseline, DataSource candidate) =>
        GateDecision.Judge(check, check.Examine(ProfileBuilder.Build(baseline), ProfileBuilder.Build(candidate), baseline, candidate));

    [Fact]
    public void WeekThatChanged_FailsAlone()
    {
        var result = Judge(Weekly, Table("train"), Table("serving", week => week == 3));

        result.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Equal("kind @ 2024-01-22");
        result.Findings.Select(f => f.Subject).Where(s => s.StartsWith("kind", StringComparison.Ordinal)).Should().Equal(
            "kind", "kind @ 2024-01-01", "kind @ 2024-01-08", "kind @ 2024-01-15", "kind @ 2024-01-22", "kind @ 2024-01-29", "kind @ 2024-02-05");
        var week = result.Findings.Single(f => f.Outcome == Outcome.Failed);
        week.Message.Should().StartWith("kind drifted from train to serving @ 2024-01-22: L-infinity 0.3000");
        ((double)week.Details["valueToPrevious"]!).Should().BeApproximately(0.3, 1e-9);
        result.Findings.Should().NotContain(f => f.Subject.StartsWith("when", StringComparison.Ordinal), "the column of times is what cuts");
        result.Without.Should().BeNull();
    }

    [Fact]
    public void ChangeFromAWeekOn_IsNamed()
    {
        var whole = Judge(Weekly, Table("train"), Table("serving", week => week >= 2)).Findings.First(f => f.Subject == "kind");

        whole.Message.Should().EndWith("; over 6 windows it changed most at 2024-01-15: 0.0000 on average before, 0.3000 from then on");
        (whole.Details["changePoint"], whole.Details["changePointAfter"]).Should().Be(("2024-01-15", 0.3));
        Judge(Weekly, Table("train"), Table("same")).Findings.First(f => f.Subject == "kind").Details.Should().NotContainKey("changePoint").And.ContainKey("windowValues");
    }

    [Fact]
    public void OrderOfRows_DoesNotMatterForTimes()
    {
        var plain = Judge(Weekly, Table("train"), Table("serving", week => week == 3));
        var reversed = Judge(Weekly, Table("train"), Table("serving", week => week == 3, reversed: true));

        reversed.Findings.Select(f => (f.Subject, f.Message, f.Outcome)).Should().Equal(plain.Findings.Select(f => (f.Subject, f.Message, f.Outcome)));
    }

    [Fact]
    public void WindowsOfRows_CountThemInOrder()
    {
        var result = Judge(Weekly with { Windows = RowWindows.OfRows(1000) }, Table("train"), Table("serving", week => week >= 3));

        result.Findings.Where(f => f.Subject.StartsWith("kind @", StringComparison.Ordinal)).Select(f => (f.Subject, f.Observed!.N[1])).Should().Equal(
            ("kind @ row 1", 1000), ("kind @ row 1001", 1000), ("kind @ row 2001", 1000), ("kind @ row 3001", 1000), ("kind @ row 4001", 200));
    }

    [Fact]
    public void ShortWindowsAndRowsWithoutTime_AreInconclusiveAndSaid()
    {
        var result = Judge(Weekly with { Windows = RowWindows.OfRows(1000) with { MinRows = 500 } }, Table("train"), Table("serving"));
        result.Findings.Single(f => f.Outcome == Outcome.Inconclusive && f.Subject == "serving @ row 4001").Message.Should().Be("serving @ row 4001 holds 200 rows, fewer than 500, and is not judged by itself; take longer windows");

        var timeless = Judge(Weekly, Table("train"), Table("serving", time: i => i < 7 ? "" : "2024-01-03"));
        timeless.Findings.Single(f => f.Subject == "when").Message.Should().Be("7 of 4200 rows of serving hold no time in when, so they are in no window; fill it, or leave such rows out");
    }

    [Fact]
    public void WhatIsNoTime_IsRefused()
    {
        var train = Table("train");
        Judge(Weekly, train, Table("serving", time: i => i == 9 ? "soon" : "2024-01-03")).Findings.Single(f => f.Subject == "when").Message.Should().StartWith("1 of 4200 rows of serving hold no time in when");
        FluentActions.Invoking(() => Judge(Weekly, train, Table("serving", time: _ => "1704067200000"))).Should().Throw<InputException>().WithMessage("*which is no time*");
        FluentActions.Invoking(() => Judge(Weekly with { Windows = RowWindows.ByTime("whn", "7d") }, train, train)).Should().Throw<InputException>().Which.Rule.Should().Be("MLG0007");
        FluentActions.Invoking(() => Judge(Weekly with { Weight = "amount" }, train, train)).Should().Throw<InputException>().WithMessage("Windows are compared row by row*");
        FluentActions.Invoking(() => Judge(Weekly with { Features = new() { ["amount"] = new FeatureLimit { Bins = PeerTool.NannyML } } }, train, train)).Should().Throw<InputException>().WithMessage("Windows are not counted in the bins of other tools*");
        FluentActions.Invoking(() => RowWindows.ByTime("when", "7w")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => RowWindows.OfRows(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData("6h", "2024-02-29T13:30", "2024-02-29T12:00Z")]
    [InlineData("1d", "2024-02-29T23:59", "2024-02-29")]
    [InlineData("7d", "2024-02-29", "2024-02-26")]
    [InlineData("1mo", "2024-02-29", "2024-02-01")]
    [InlineData("3mo", "2024-02-29", "2024-01-01")]
    [InlineData("1y", "1969-12-31", "1969-01-01")]
    [InlineData("7d", "1969-12-31", "1969-12-29")]
    public void Period_OfATime_BeginsOnTheCalendar(string period, string time, string start)
    {
        Timestamp.TryParse(System.Text.Encoding.ASCII.GetBytes(time), out var seconds).Should().BeTrue();
        var every = TimePeriod.Find(period)!;

        every.StartOf(every.IndexOf(seconds)).Should().Be(start);
        every.ToString().Should().Be(period);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("7")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData("7D")]
    public void Period_OfAnotherForm_IsNone(string text) => TimePeriod.Find(text).Should().BeNull();

    // By hand: 0,0,0 | 1,1,1,1 with one 0.1 off: t of the cut at 3.
    [Fact]
    public void MeanShift_ByHand()
    {
        var shift = MeanShift.Find([0, 0.1, -0.1, 1, 1.1, 0.9, 1])!.Value;

        (shift.At, Math.Round(shift.Before, 12), Math.Round(shift.After, 12)).Should().Be((3, 0, 1));
        var t = Math.Sqrt(3.0 * 4 / 7 / (0.04 / 5));
        shift.PValue.Should().BeApproximately(2 * 6 * StudentT.UpperTail(t, 5), 1e-12);
        MeanShift.Find([1, 2, 3, 4]).Should().BeNull("four values are too few");
        MeanShift.Find([0.3, 0.3, 0.3, 0.3, 0.3, 0.3]).Should().BeNull("all are equal");
    }
}
