using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Tests.Gates;

/// <summary>Drift of rows that have weights or come in groups.</summary>
public sealed class DriftDesignTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 200 users of 20 rows; a user always has the same kind and nearly the same amount, which the shift moves for every fifth user.
    private CsvSource Table(string name, int shift = 0, Func<int, string>? weight = null, int users = 200, bool typed = false, Func<int, int>? order = null)
    {
        var rows = Enumerable.Range(0, users * 20).Select(order ?? (i => i)).Select(i =>
        {
            var user = i / 20;
            var moved = shift > 0 && user % 5 == 0 ? shift : 0;
            var kind = moved > 0 ? "voucher" : ((user * 7) % 4) switch { 0 => "card", _ => "cash" };
            var amount = (((user * 7919) % 1000) + moved + (i % 3)).ToString(CultureInfo.InvariantCulture);
            return FormattableString.Invariant($"u{user},{weight?.Invoke(i) ?? "1"},{kind},{(i % 50 == 0 ? "" : amount)},{(user % 3 == 0 ? "true" : "false")},{user % 6}");
        });
        return new CsvSource(_folder.Write(name + ".csv", "user,weight,kind,amount,flag,count\n" + string.Join('\n', rows) + "\n")) { DisplayName = name };
    }

    private static CheckResult Judge(DriftCheck check, DataSource baseline, DataSource candidate) =>
        GateDecision.Judge(check, check.Examine(ProfileBuilder.Build(baseline), ProfileBuilder.Build(candidate), baseline, candidate));

    private static DriftCheck Check(string? group = "user", string? weight = null, Measure? measure = null) => new()
    {
        Id = "drift", Group = group, Weight = weight, Features = measure is null ? [] : new() { ["amount"] = new FeatureLimit { Measure = measure } }, Exclude = measure is null ? ["weight", "user"] : [],
    };

    private static Finding Of(CheckResult result, string subject) => result.Findings.First(f => f.Subject == subject);

    [Fact]
    public void Group_RowsOfAUserAreAlike_TellAsMuchAsOneRow()
    {
        var finding = Of(Judge(Check(), Table("train"), Table("serving")), "kind");

        ((double)finding.Details["effectiveRowsBaseline"]!).Should().BeApproximately(199, 1e-6, "every user has one kind");
        (finding.Details["groupsBaseline"], finding.Details["groupsCandidate"]).Should().Be((200, 200));
        finding.Message.Should().EndWith("(n = 4000, 4000; telling as much as 199, 199 independent rows)");
        finding.Outcome.Should().Be(Outcome.Inconclusive, "199 rows cannot tell 0.05");
    }

    [Theory]
    [InlineData(Measure.JensenShannon)]
    [InlineData(Measure.PopulationStability)]
    [InlineData(Measure.KolmogorovSmirnov)]
    [InlineData(Measure.Hellinger)]
    public void Group_OfEveryMeasure_ShowsWhatRowsShowAndIsLessSure(Measure measure)
    {
        var (train, serving) = (Table("train"), Table("serving", 5000));
        var plain = Of(Judge(Check(null, null, measure), train, serving), "amount");
        var grouped = Of(Judge(Check("user", null, measure), train, serving), "amount");

        grouped.PFail.Should().BeGreaterThan(plain.PFail!.Value);
        if (measure != Measure.PopulationStability)
        {
            grouped.Observed!.Value.Should().Be(plain.Observed!.Value);
        }

        ((double)grouped.Details["effectiveRowsCandidate"]!).Should().BeInRange(150, 230);
        (plain.Outcome, grouped.Outcome).Should().Be((Outcome.Failed, Outcome.Inconclusive), "4000 rows would prove it, 200 users do not");
    }

    [Fact]
    public void Group_Wasserstein_NeedsAThousandIndependentRows() =>
        Of(Judge(Check("user", null, Measure.Wasserstein), Table("train"), Table("serving", 5000)), "amount").Outcome.Should().Be(Outcome.Inconclusive);

    [Fact]
    public void Group_FewerThan30_AreInconclusiveAndSaySo()
    {
        var finding = Of(Judge(Check(), Table("train", users: 29), Table("serving", 5000)), "kind");

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Be("kind cannot be judged: its rows come from 29 groups of user in train and 200 in serving, and fewer than 30 do not tell how much rows depend on each other; take more groups, not more rows of each");
    }

    [Fact]
    public void Group_MoreThanAreKeptApart_TellNearlyTheSame()
    {
        // Independent rows, each a group of its own.
        DataSource Rows(string name) => new CsvSource(_folder.Write(name + ".csv", "id,kind\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{(i % 4 == 0 ? "a" : "b")}\n")))) { DisplayName = name };

        var finding = Of(Judge(new DriftCheck { Id = "drift", Group = "id" }, Rows("train"), Rows("serving")), "kind");

        ((double)finding.Details["effectiveRowsBaseline"]!).Should().BeInRange(17_000, 20_000);
        finding.Details["groupsBaseline"].Should().Be(GroupIndex.Most);
    }

    // Half of the rows weigh 3, so shares are theirs, and rows tell as much as (½+3/2)²/(½+9/2) = 80 % of them.
    [Fact]
    public void Weight_GivesWeightedSharesAndKishsRows()
    {
        var candidate = Table("serving", weight: i => i % 2 == 0 ? "3" : "1");
        var finding = Of(Judge(Check(null, "weight"), Table("train"), candidate), "kind");

        ((double)finding.Details["effectiveRowsBaseline"]!).Should().Be(4000);
        ((double)finding.Details["effectiveRowsCandidate"]!).Should().BeApproximately(3200, 1e-6);
        finding.Observed!.Value.Should().BeApproximately(0, 1e-9, "kinds do not depend on the weight");
        var doubled = Of(Judge(Check(null, "weight"), Table("train"), Table("serving", weight: i => i / 20 * 7 % 4 == 0 ? "3" : "1")), "kind");
        doubled.Observed!.Value.Should().BeApproximately(0.25, 1e-9, "¼ of the rows weigh as much as the rest together");
        doubled.Details["largestMoveCandidate"].Should().Be(0.5);
        doubled.Outcome.Should().Be(Outcome.Failed);
    }

    [Theory]
    [InlineData(Measure.JensenShannon)]
    [InlineData(Measure.PopulationStability)]
    [InlineData(Measure.KolmogorovSmirnov)]
    public void Weight_OfOne_ChangesNoNumber(Measure measure)
    {
        var (train, serving) = (Table("train"), Table("serving", 5000));
        var plain = Of(Judge(Check(null, null, measure), train, serving), "amount");
        var weighted = Of(Judge(Check(null, "weight", measure), train, serving), "amount");

        weighted.Observed!.Value.Should().BeApproximately(plain.Observed!.Value, measure == Measure.KolmogorovSmirnov ? 0.05 : 1e-9, "Kolmogorov-Smirnov looks at weights between quantiles only");
        weighted.Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public void Weight_AndGroup_WorkTogether()
    {
        var finding = Of(Judge(Check("user", "weight"), Table("train"), Table("serving", weight: i => i % 2 == 0 ? "3" : "1")), "kind");

        ((double)finding.Details["effectiveRowsCandidate"]!).Should().BeApproximately(199, 1e-6, "weights are the same in every user");
    }

    [Fact]
    public void Weight_Wasserstein_DoesNotFit() =>
        Of(Judge(Check(null, "weight", Measure.Wasserstein), Table("train"), Table("serving")), "amount").Rule.Should().Be("MLG2002");

    [Fact]
    public void Weight_AllZero_CannotBeCompared()
    {
        var findings = Judge(Check(null, "weight"), Table("train"), Table("serving", weight: _ => "0")).Findings;

        findings.Should().OnlyContain(f => f.Outcome == Outcome.Error && f.Rule == "MLG2004");
        findings.Should().Contain(f => f.Message.Contains("all its rows weigh 0") || f.Message.Contains("all weigh 0"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("much")]
    public void Weight_ThatIsNone_IsRefusedWithItsRow(string weight) =>
        FluentActions.Invoking(() => Judge(Check(null, "weight"), Table("train"), Table("serving", weight: i => i == 7 ? weight : "1"))).Should().Throw<InputException>().Which.Message.Should().Contain("weight");

    [Fact]
    public void Group_NoValueOrNoColumnOrNoRows_AreRefused()
    {
        var (train, serving) = (Table("train"), Table("serving"));
        FluentActions.Invoking(() => Judge(Check("amount") with { Exclude = ["user", "weight"] }, train, serving)).Should().Throw<InputException>().WithMessage("Column 'amount' of 'train' has no value in row 1, which needs a group*");
        FluentActions.Invoking(() => Judge(Check("usr"), train, serving)).Should().Throw<InputException>().Which.Rule.Should().Be("MLG0007");
        var check = Check();
        FluentActions.Invoking(() => check.Examine(ProfileBuilder.Build(train), ProfileBuilder.Build(serving), null, serving)).Should().Throw<InputException>()
            .WithMessage("'train' is a stored profile, which does not know its rows' groups; give the rows");
    }

    // Sums of weights are the same to the digits that are shown, whatever the order of the rows.
    [Fact]
    public void ShuffledRows_GiveTheSameFindings()
    {
        var order = Enumerable.Range(0, 4000).ToArray();
        new Random(5).Shuffle(order);
        string Weight(int i) => (0.1 + ((i * 37) % 11)).ToString(CultureInfo.InvariantCulture);
        var train = Table("train");

        var plain = Judge(Check("user", "weight"), train, Table("serving", 5000, Weight));
        var shuffled = Judge(Check("user", "weight"), train, Table("serving", 5000, Weight, order: i => order[i]));

        shuffled.Findings.Select(f => (f.Message, f.Outcome)).Should().Equal(plain.Findings.Select(f => (f.Message, f.Outcome)));
    }
}
