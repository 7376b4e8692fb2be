using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Tests.Gates;

public sealed class DriftCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Equal tables of 4000 rows with a column of each type; every test changes one thing.
    private static Dictionary<string, Func<int, string>> Columns => new(StringComparer.Ordinal)
    {
        ["amount"] = i => (((i * 7919) % 4000) / 100.0).ToString(CultureInfo.InvariantCulture),
        ["count"] = i => (i % 5).ToString(CultureInfo.InvariantCulture),
        ["flag"] = i => i % 4 == 0 ? "true" : "false",
        ["kind"] = i => (i % 10) switch { < 6 => "cash", < 9 => "card", _ => "other" },
        ["when"] = i => $"2024-01-{1 + (i % 28):00}",
    };

    private DatasetProfile Profile(string name, Action<Dictionary<string, Func<int, string>>>? change = null, int rows = 4000)
    {
        var columns = Columns;
        change?.Invoke(columns);
        var text = string.Join(',', columns.Keys) + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Join(',', columns.Values.Select(v => v(i))) + "\n"));
        return ProfileBuilder.Build(new CsvSource(_folder.Write(name + ".csv", text)) { DisplayName = name });
    }

    private static DriftCheck Check(params (string Name, FeatureLimit Limit)[] features)
    {
        var check = new DriftCheck { Id = "drift" };
        foreach (var (name, limit) in features)
        {
            check.Features.Add(name, limit);
        }

        return check;
    }

    private CheckResult Judge(DriftCheck check, Action<Dictionary<string, Func<int, string>>>? change = null, int rows = 4000) =>
        GateDecision.Judge(check, check.Examine(Profile("train"), Profile("serving", change, rows)));

    private static Finding Of(CheckResult result, string subject) => result.Findings.Single(f => f.Subject == subject);

    [Fact]
    public void Examine_EqualData_PassesEveryColumnButTheTimestamp()
    {
        var result = Judge(Check());

        result.Findings.Select(f => (f.Subject, f.Outcome)).Should().Equal(
            ("amount", Outcome.Passed), ("count", Outcome.Passed), ("flag", Outcome.Passed), ("kind", Outcome.Passed), ("when", Outcome.NotApplicable));
        result.Findings.Select(f => f.Measure).Should().Equal("jensen-shannon", "jensen-shannon", "l-infinity", "l-infinity", null);
        Of(result, "amount").Limit!.AtMost.Should().Be(0.02);
        Of(result, "kind").Limit!.AtMost.Should().Be(0.05);
        Of(result, "kind").Message.Should().Be("kind did not drift from train to serving: L-infinity 0.0000 [0.0000, 0.0180] is within 0.0500; nothing moved (n = 4000, 4000)");
        Of(result, "when").Message.Should().Be("when is not compared: timestamps move on by themselves; name the column to compare it");
    }

    [Fact]
    public void Examine_ShiftedNumber_FailsThatColumnOnly()
    {
        var result = Judge(Check(), c => c["amount"] = i => (20 + ((i * 7919) % 4000 / 100.0)).ToString(CultureInfo.InvariantCulture));

        result.Findings.Where(f => f.Outcome == Outcome.Failed).Should().ContainSingle().Which.Rule.Should().Be("MLG2001");
        var finding = Of(result, "amount");
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().StartWith("amount drifted from train to serving: Jensen-Shannon 0.39").And.Contain("exceeds 0.0200; largest move ≥ 35.991 0.100 → 0.600").And.EndWith("(n = 4000, 4000)");
        finding.Observed!.N.Should().Equal(4000, 4000);
        finding.Details.Should().ContainKeys("cells", "noiseFloor", "largestMove", "baselineCounts", "candidateCounts");
    }

    [Fact]
    public void Examine_NewCategory_FailsWithItsName()
    {
        var finding = Of(Judge(Check(), c => c["kind"] = i => i % 10 == 0 ? "voucher" : Columns["kind"](i)), "kind");

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().Contain("L-infinity 0.1000").And.Contain("exceeds 0.0500; largest move cash 0.600 → 0.500");
    }

    [Fact]
    public void Examine_FlippedTruthValue_Fails() =>
        Of(Judge(Check(), c => c["flag"] = i => i % 4 == 0 ? "false" : "true"), "flag").Outcome.Should().Be(Outcome.Failed);

    [Fact]
    public void Examine_ValuesGoneMissing_FailsByJensenShannon()
    {
        var finding = Of(Judge(Check(), c => c["amount"] = i => i % 2 == 0 ? "" : Columns["amount"](i)), "amount");

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().Contain("largest move missing 0.000 → 0.500");
    }

    [Fact]
    public void Examine_TextGoneMissing_FailsByItsShareWhereNobodyChoseTheMeasure()
    {
        void Lose(Dictionary<string, Func<int, string>> c) => c["kind"] = i => i % 2 == 0 ? "" : Columns["kind"]((i - 1) / 2);

        var findings = Judge(Check(), Lose).Findings.Where(f => f.Subject == "kind").ToArray();

        findings.Select(f => (f.Measure, f.Outcome)).Should().Equal(("l-infinity", Outcome.Passed), ("missing-share", Outcome.Failed));
        findings[1].Rule.Should().Be(RuleIds.Drift);
        findings[1].Observed!.N.Should().Equal(4000, 4000);
        findings[1].Message.Should().StartWith("kind drifted from train to serving: missing share 0.5000 [").And.Contain("exceeds 0.0500; largest move missing 0.000 → 0.500");
        Judge(Check(("kind", Measure.LInfinity.AtMost(0.05))), Lose).Findings.Should().ContainSingle("a measure that was chosen is the only one").Which.Outcome.Should().Be(Outcome.Passed);
        Judge(Check(("kind", new FeatureLimit { AtMost = 0.6 })), Lose).Findings.Should().OnlyContain(f => f.Limit!.AtMost == 0.6 && f.Outcome == Outcome.Passed);
    }

    [Fact]
    public void Examine_NaNs_CountAsMissing() =>
        Of(Judge(Check(), c => c["amount"] = i => i % 2 == 0 ? "NaN" : Columns["amount"](i)), "amount").Message.Should().Contain("largest move missing 0.000 → 0.500");

    [Theory]
    [InlineData("5", "7", "largest move = 5 1.000 → 0.000")]
    [InlineData("5", "3", "largest move < 5 0.000 → 1.000")]
    public void Examine_ConstantThatMoves_Fails(string before, string after, string move)
    {
        var check = Check(("x", new FeatureLimit()));
        var result = GateDecision.Judge(check, check.Examine(Profile("train", c => c["x"] = _ => before), Profile("serving", c => c["x"] = _ => after)));

        result.Outcome.Should().Be(Outcome.Failed);
        result.Findings[0].Message.Should().Contain(move);
    }

    [Fact]
    public void Examine_MostlyZeroColumnThatGrows_Fails()
    {
        var check = Check(("x", new FeatureLimit()));
        var result = GateDecision.Judge(check, check.Examine(
            Profile("train", c => c["x"] = i => i % 50 == 0 ? "1.5" : "0"), Profile("serving", c => c["x"] = i => i % 5 == 0 ? "1.5" : "0")));

        result.Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public void Examine_Infinities_GoToTheEndBins()
    {
        var finding = Of(Judge(Check(), c => c["amount"] = i => i % 3 == 0 ? "Infinity" : i % 3 == 1 ? "-Infinity" : Columns["amount"](i)), "amount");

        // A third of the 4000 rows each, and a third of the 400 of a bin, about.
        var counts = ((IEnumerable<object>)finding.Details["candidateCounts"]!).Cast<long>().ToArray();
        counts[0].Should().BeInRange(1450, 1480);
        counts[^2].Should().BeInRange(1450, 1480);
        counts[^1].Should().Be(0, "no value is missing");
    }

    [Fact]
    public void Examine_ColumnNamedInPlanButNotThere_IsAnErrorWithTheNearestName()
    {
        var check = Check(("kidn", Measure.LInfinity.AtMost(0.01)));

        var finding = Judge(check).Findings.Should().ContainSingle().Subject;

        (finding.Rule, finding.Outcome).Should().Be(("MLG0007", Outcome.Error));
        finding.Message.Should().Be("column 'kidn' is neither in train nor in serving; did you mean 'kind'?");
    }

    [Fact]
    public void Examine_NamedColumnMissingFromOneSide_IsAnErrorThatSaysWhich()
    {
        var finding = Of(Judge(Check(("kind", new FeatureLimit())), c => { c.Remove("kind"); c["kinds"] = Columns["kind"]; }), "kind");

        (finding.Rule, finding.Outcome).Should().Be(("MLG0007", Outcome.Error));
        finding.Message.Should().Be("column 'kind' is not in serving; did you mean 'kinds'?");
    }

    [Fact]
    public void Examine_ColumnDroppedByDefault_IsAnErrorUntilExcluded()
    {
        var finding = Of(Judge(Check(), c => c.Remove("kind")), "kind");

        finding.Outcome.Should().Be(Outcome.Error);
        finding.Rule.Should().Be(RuleIds.ColumnMissing);
        finding.Message.Should().Be("column 'kind' is in train and not in serving: mend the input, or exclude the column if it is not meant to be there");
        Judge(Check() with { Exclude = ["kind"] }, c => c.Remove("kind")).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void Examine_ColumnRenamedByDefault_IsAnErrorThatNamesTheNewOne()
    {
        var result = Judge(Check(), c =>
        {
            c["kinds"] = c["kind"];
            c.Remove("kind");
        });

        Of(result, "kind").Outcome.Should().Be(Outcome.Error);
        Of(result, "kind").Message.Should().EndWith("; is it 'kinds' now?");
        Of(result, "kinds").Outcome.Should().Be(Outcome.NotApplicable);
    }

    [Fact]
    public void Examine_NewColumnByDefault_IsNotApplicable()
    {
        var finding = Of(Judge(Check(), c => c["new"] = c["kind"]), "new");

        finding.Outcome.Should().Be(Outcome.NotApplicable);
        finding.Message.Should().Be("new is not compared: it is not in train");
    }

    [Fact]
    public void Examine_OnlyNamedColumns_LeavesTheOthersOut() =>
        Judge(Check(("kind", new FeatureLimit()), ("fl*", new FeatureLimit()))).Findings.Select(f => f.Subject).Should().Equal("flag", "kind");

    [Fact]
    public void Examine_NameBeforeGlobBeforeRest_DecidesTheLimit()
    {
        var result = Judge(Check(
            ("*", new FeatureLimit { AtMost = 0.5 }), ("*n*", new FeatureLimit { AtMost = 0.4 }), ("k*", new FeatureLimit { AtMost = 0.3 }), ("count", new FeatureLimit { AtMost = 0.2 })));

        result.Findings.Select(f => f.Limit?.AtMost).Should().Equal([0.4, 0.2, 0.5, 0.4, 0.4], "amount, count, flag, kind, when");
    }

    [Fact]
    public void Examine_ExcludedColumn_IsLeftOut() =>
        Judge(Check() with { Exclude = ["when", "a*"] }).Findings.Select(f => f.Subject).Should().Equal("count", "flag", "kind");

    [Fact]
    public void Examine_ExclusionThatMatchesNothing_IsAnError() =>
        Judge(Check() with { Exclude = ["amonut"] }).Findings[0].Message.Should()
            .Be("column 'amonut' to be left out is neither in train nor in serving; did you mean 'amount'?");

    [Fact]
    public void Examine_LInfinityOfFractions_IsUnfitAndNamesTheRightMeasure()
    {
        var finding = Of(Judge(Check(("amount", Measure.LInfinity.AtMost(0.1)))), "amount");

        (finding.Rule, finding.Outcome).Should().Be(("MLG2002", Outcome.Error));
        finding.Message.Should().Be("l-infinity is for values that repeat, and amount holds numbers; use jensen-shannon");
    }

    [Fact]
    public void Examine_LInfinityOfTooManyWholeNumbers_IsUnfit()
    {
        var check = Check(("id", Measure.LInfinity.AtMost(0.1)));
        static void Id(Dictionary<string, Func<int, string>> c) => c["id"] = i => i.ToString(CultureInfo.InvariantCulture);

        var finding = GateDecision.Judge(check, check.Examine(Profile("train", Id), Profile("serving", Id))).Findings[0];

        (finding.Rule, finding.Outcome).Should().Be(("MLG2002", Outcome.Error));
        finding.Message.Should().Contain("use jensen-shannon");
    }

    [Fact]
    public void Examine_TextWithTooManyValues_IsSaidAndNamedOnesAreAnError()
    {
        static void Id(Dictionary<string, Func<int, string>> c) => c["id"] = i => $"id-{i}";
        var (train, serving) = (Profile("train", Id, 10_500), Profile("serving", Id, 10_500));

        Of(GateDecision.Judge(Check(), Check().Examine(train, serving)), "id").Outcome.Should().Be(Outcome.NotApplicable);
        Of(GateDecision.Judge(Check(), Check(("id", new FeatureLimit())).Examine(train, serving)), "id").Rule.Should().Be("MLG2002");
    }

    [Fact]
    public void Examine_TextThatGrewTooManyValues_IsAnErrorEvenByDefault()
    {
        var finding = Of(Judge(Check(), c => c["kind"] = i => $"id-{i}", 10_500), "kind");

        (finding.Rule, finding.Outcome).Should().Be(("MLG2004", Outcome.Error));
        finding.Message.Should().Contain("serving holds more distinct values than can be counted, train only 3");
    }

    [Fact]
    public void Examine_LInfinityOfWholeNumbers_ComparesThemAsValues() =>
        Of(Judge(Check(("count", Measure.LInfinity.AtMost(0.01))), c => c["count"] = i => (i % 4).ToString(CultureInfo.InvariantCulture)), "count")
            .Message.Should().Contain("L-infinity 0.2000").And.Contain("largest move 4 0.200 → 0.000");

    [Fact]
    public void Examine_JensenShannonOfText_CountsMissingValues()
    {
        var finding = Of(Judge(Check(("kind", Measure.JensenShannon.AtMost(0.01))), c => c["kind"] = i => i % 2 == 0 ? "" : "cash"), "kind");

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().Contain("largest move missing 0.000 → 0.500");
    }

    [Fact]
    public void Examine_OtherType_CannotBeCompared()
    {
        var finding = Of(Judge(Check(), c => c["count"] = i => i == 0 ? "none" : "1"), "count");

        (finding.Rule, finding.Outcome).Should().Be(("MLG2004", Outcome.Error));
        finding.Message.Should().Be("count cannot be compared: it holds whole numbers in train and text in serving, where 1 of 4000 values are no numbers, such as 'none'; mend them, or list them among the missing values");
    }

    [Fact]
    public void Examine_WholeNumbersAgainstFractions_AreBothNumbers() =>
        Of(Judge(Check(), c => c["count"] = i => i == 0 ? "0.5" : Columns["count"](i)), "count").Outcome.Should().Be(Outcome.Passed);

    [Fact]
    public void Examine_NoValueOnOneSide_IsAnErrorForLInfinityAndDriftForJensenShannon()
    {
        var result = Judge(Check(), c => { c["kind"] = _ => ""; c["amount"] = _ => ""; });

        (Of(result, "kind").Rule, Of(result, "kind").Outcome).Should().Be(("MLG2004", Outcome.Error));
        (Of(result, "amount").Rule, Of(result, "amount").Outcome).Should().Be(("MLG2001", Outcome.Failed));
        Of(result, "amount").Observed!.Value.Should().Be(1);
    }

    [Fact]
    public void Examine_NoValueInTheBaseline_IsDriftForJensenShannon()
    {
        var check = Check();
        var result = GateDecision.Judge(check, check.Examine(Profile("train", c => c["amount"] = _ => ""), Profile("serving")));

        Of(result, "amount").Message.Should().Contain("Jensen-Shannon 1.0000").And.Contain("largest move any number 0.000 → 1.000");
    }

    [Fact]
    public void Examine_NoValueOnEitherSide_IsNotApplicable()
    {
        var check = Check();
        var evidence = check.Examine(Profile("train", c => c["amount"] = _ => ""), Profile("serving", c => c["amount"] = _ => ""));

        Of(GateDecision.Judge(check, evidence), "amount").Outcome.Should().Be(Outcome.NotApplicable);
    }

    [Fact]
    public void Examine_NamedTimestamp_IsCompared() =>
        Of(Judge(Check(("when", new FeatureLimit())), c => c["when"] = i => $"2024-02-{1 + (i % 28):00}"), "when")
            .Message.Should().Contain("drifted").And.Contain("largest move ≥ 2024-01-26T00:00:00Z");

    [Fact]
    public void Examine_NoCommonColumn_IsAnError()
    {
        var check = Check();
        var (a, b) = (_folder.Write("a.csv", "x\n1\n2\n"), _folder.Write("b.csv", "y;z\n1;2\n3;4\n"));
        var evidence = check.Examine(ProfileBuilder.Build(new CsvSource(a)), ProfileBuilder.Build(new CsvSource(b, new CsvOptions { Delimiter = ';' })));

        (evidence[0].Rule, evidence[0].Settled).Should().Be(("MLG2003", Outcome.Error));
        GateDecision.Judge(check, evidence).Findings[0].Message.Should().Be("no column to compare is in both a.csv (x) and b.csv (y, z); check headers, delimiters and exclusions");
    }

    [Fact]
    public void Examine_EverythingExcluded_IsAnError() =>
        Judge(Check() with { Exclude = ["*"] }).Findings.Should().ContainSingle().Which.Rule.Should().Be("MLG2003");

    [Fact]
    public void Examine_StoredBaselineWithOtherBins_CannotBeComparedAndSaysWhatToDo()
    {
        static DatasetProfile Stored(DatasetProfile profile) =>
            profile with { Columns = [.. profile.Columns.Select(c => c.Numeric is null ? c : c with { Numeric = c.Numeric with { Histogram = null } })] };
        var check = Check(("amount", new FeatureLimit()));
        var train = Stored(Profile("train"));
        var serving = Profile("serving", c => c["amount"] = i => (i * 0.37).ToString(CultureInfo.InvariantCulture));

        check.Examine(train, serving)[0].Settled.Should().BeNull("the candidate's own values are at hand");
        var finding = GateDecision.Judge(check, check.Examine(train, Stored(serving))).Findings[0];

        (finding.Rule, finding.Outcome).Should().Be(("MLG2004", Outcome.Error));
        finding.Message.Should().StartWith("amount cannot be compared: the candidate is a stored profile with other bins");
    }

    [Fact]
    public void Examine_FewRows_IsInconclusiveAndSaysHowManyWouldDecide()
    {
        var finding = Of(Judge(Check(("kind", Measure.LInfinity.AtMost(0.05))), rows: 40), "kind");

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.RowsNeeded.Should().BeGreaterThan(40);
        finding.MinimumDetectable.Should().BeGreaterThan(0.1);
        finding.Message.Should().StartWith("kind may have drifted from train to serving: L-infinity 0.0000 [0.0000, ")
            .And.Contain($"against 0.0500 is undecided; distances from {finding.MinimumDetectable:F4} on would be found, about {finding.RowsNeeded} rows of serving with as much more of the baseline would decide");
    }

    [Fact]
    public void Examine_ZeroLimit_IsNeverPassed()
    {
        var finding = Of(Judge(Check(("kind", Measure.LInfinity.AtMost(0)))), "kind");

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("no number of rows would decide");
    }

    [Fact]
    public void Examine_PointDecision_FailsOnTheObservedValueAlone()
    {
        void Few(Dictionary<string, Func<int, string>> c) => c["kind"] = i => i < 25 ? "cash" : "card";

        Of(Judge(Check(("kind", Measure.LInfinity.AtMost(0.05))), Few, 40), "kind").Outcome.Should().Be(Outcome.Inconclusive);
        var point = Of(Judge(Check(("kind", Measure.LInfinity.AtMost(0.05))) with { Decision = Decision.Point }, Few, 40), "kind");
        point.Outcome.Should().Be(Outcome.Failed);
        point.Message.Should().MatchRegex("judged by the observed value alone: the evidence gives p = 0?[.0-9]+ for being within, and unchanged data would be blocked with a chance of 1$", "40 rows tell nothing");
        Of(Judge(Check(("kind", Measure.LInfinity.AtMost(0.2))) with { Decision = Decision.Point }, Few, 40), "kind").Outcome.Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Examine_LimitOutOfRange_Throws(double limit) =>
        FluentActions.Invoking(() => Judge(Check(("kind", Measure.LInfinity.AtMost(limit))))).Should().Throw<ArgumentException>().WithMessage("The limit of 'kind' must*");

    [Fact]
    public void Examine_NamesAndValuesWithControlCharacters_StayOnOneLine()
    {
        var rows = Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? "\"a\nb\"" : "c\u202e{0}").ToArray();
        var path = _folder.Write("odd.csv", "\"x\r\ny\",n\n" + string.Concat(rows.Select(r => r + ",1\n")));
        var other = _folder.Write("other.csv", "\"x\r\ny\",n\n" + string.Concat(rows.Select(r => "c,1\n")));
        var check = Check();

        var findings = GateDecision.Judge(check, check.Examine(ProfileBuilder.Build(new CsvSource(path)), ProfileBuilder.Build(new CsvSource(other)))).Findings;

        findings.Should().OnlyContain(f => !f.Message.Any(char.IsControl));
        findings[1].Message.Should().Contain("x\\u000d\\u000ay drifted");
    }

    [Fact]
    public void Messages_InAnyCulture_AreTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var messages = new[] { "", "de-DE", "tr-TR", "ar-SA" }.Select(culture =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var result = Judge(Check(("when", new FeatureLimit()), ("*", new FeatureLimit())), c => { c["amount"] = i => "0." + (i % 7).ToString(CultureInfo.InvariantCulture); c["when"] = _ => "2024-03-01"; }, 3000);
                return string.Join('\n', result.Findings.Select(f => f.Message));
            }).ToArray();

            messages.Should().AllBe(messages[0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Location_OfTheFeature_GoesBeforeThatOfTheCheck()
    {
        var check = Check(("kind", new FeatureLimit { Location = new SourceLocation("mlgates.json", 9, 24) }), ("flag", new FeatureLimit()))
            with { Location = new SourceLocation("mlgates.json", 8, 5) };

        var result = Judge(check);

        Of(result, "kind").Location!.Line.Should().Be(9);
        Of(result, "flag").Location!.Line.Should().Be(8);
    }

    // Every measure, on equal data and on data that moved; what does not fit the column is an error.
    public static TheoryData<Measure> Any => [.. Enum.GetValues<Measure>()];

    public static TheoryData<Measure> OfNumbers => [.. Enum.GetValues<Measure>().Where(m => m != Measure.LInfinity)];

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Examine_NumberByEachMeasure_FailsWhenShiftedAndPassesWhenEqual(Measure measure)
    {
        var check = Check(("amount", new FeatureLimit { Measure = measure }));

        var same = Of(Judge(check), "amount");
        var moved = Of(Judge(check, c => c["amount"] = i => (20 + ((i * 7919) % 4000 / 100.0)).ToString(CultureInfo.InvariantCulture)), "amount");

        same.Outcome.Should().Be(Outcome.Passed, same.Message);
        (same.Observed!.Value, same.Measure).Should().Be((0, measure.Id()));
        same.Message.Should().StartWith($"amount did not drift from train to serving: {measure.DisplayName()} 0.0000 [");
        (moved.Rule, moved.Outcome).Should().Be(("MLG2001", Outcome.Failed));
        moved.Message.Should().StartWith($"amount drifted from train to serving: {measure.DisplayName()} ").And.Contain($"exceeds {measure.DefaultLimit():F4}; largest move ≥ 35.991 0.100 → 0.600");
    }

    [Theory]
    [MemberData(nameof(Any))]
    public void Examine_TextByEachMeasure_IsMeasuredOrRefused(Measure measure)
    {
        var check = Check(("kind", new FeatureLimit { Measure = measure }));

        var same = Of(Judge(check), "kind");
        var moved = Of(Judge(check, c => c["kind"] = i => i % 2 == 0 ? "voucher" : Columns["kind"](i)), "kind");

        if (measure is Measure.KolmogorovSmirnov or Measure.Wasserstein)
        {
            (same.Rule, same.Outcome, same.Message).Should().Be(("MLG2002", Outcome.Error, $"{measure.Id()} is for numbers, and kind holds text; use l-infinity"));
            return;
        }

        same.Outcome.Should().Be(Outcome.Passed);
        moved.Outcome.Should().Be(Outcome.Failed);
        moved.Message.Should().Contain("largest move voucher 0.000 → 0.500");
    }

    [Theory]
    [InlineData(Measure.KolmogorovSmirnov)]
    [InlineData(Measure.Wasserstein)]
    public void Examine_NoNumberOnOneSide_IsAnErrorForMeasuresOfPresentNumbers(Measure measure)
    {
        var finding = Of(Judge(Check(("amount", new FeatureLimit { Measure = measure })), c => c["amount"] = _ => "NaN"), "amount");

        (finding.Rule, finding.Outcome).Should().Be(("MLG2004", Outcome.Error));
        finding.Message.Should().Contain("it holds no number in serving; mend the input, or use jensen-shannon");
        finding.Observed.Should().BeNull();
    }

    [Fact]
    public void Examine_ConstantBaselineByWasserstein_HasNoScaleAndIsAnError()
    {
        var check = Check(("amount", new FeatureLimit { Measure = Measure.Wasserstein }));
        var finding = GateDecision.Judge(check, check.Examine(Profile("train", c => c["amount"] = i => i % 500 == 0 ? $"{i / 500}" : "3"), Profile("serving"))).Findings[0];

        (finding.Rule, finding.Outcome).Should().Be(("MLG2004", Outcome.Error));
        finding.Message.Should().Be("amount cannot be compared by wasserstein: train holds one value in at least 99 % of its rows, so there is no spread to measure by; use kolmogorov-smirnov");
    }

    [Fact]
    public void Examine_StoredBaseline_IsEnoughForKolmogorovSmirnovAndNotForWasserstein()
    {
        static DatasetProfile Stored(DatasetProfile profile) =>
            profile with { Columns = [.. profile.Columns.Select(c => c.Numeric is null ? c : c with { Numeric = c.Numeric with { Histogram = null } })] };
        var check = Check(("amount", new FeatureLimit { Measure = Measure.KolmogorovSmirnov }), ("count", new FeatureLimit { Measure = Measure.Wasserstein }));
        var result = GateDecision.Judge(check, check.Examine(Stored(Profile("train")), Profile("serving", c => c["amount"] = i => (20 + ((i * 7919) % 4000 / 100.0)).ToString(CultureInfo.InvariantCulture))));

        var distance = Of(result, "amount");
        distance.Outcome.Should().Be(Outcome.Failed);
        distance.Observed!.Value.Should().BeApproximately(0.5, 1e-3);
        ((double)distance.Details["highest"]!).Should().BeGreaterThan(distance.Observed.Value, "bins hide where in them the values are");
        Of(result, "count").Message.Should().Contain("train is a stored profile, which knows counts between quantiles and not the values; give its rows, or use kolmogorov-smirnov");
    }

    [Fact]
    public void Examine_FewRowsByWasserstein_IsInconclusiveAndSaysAThousandAreNeeded()
    {
        var finding = Of(Judge(Check(("amount", new FeatureLimit { Measure = Measure.Wasserstein })), rows: 500), "amount");

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.RowsNeeded.Should().BeGreaterThanOrEqualTo(1000);
        finding.Message.Should().Contain("is undecided; no distance can be told reliably yet");
    }

    [Fact]
    public void Examine_PsiOfManyValues_PoolsToTwentyCells()
    {
        var finding = Of(Judge(Check(("kind", new FeatureLimit { Measure = Measure.PopulationStability })), c => c["kind"] = i => $"k{i % 60}"), "kind");

        finding.Details["cells"].Should().Be(20);
        finding.Outcome.Should().Be(Outcome.Failed);
    }

    [Theory]
    [InlineData(Measure.PopulationStability, 3, true)]
    [InlineData(Measure.Wasserstein, 3, true)]
    [InlineData(Measure.Wasserstein, double.PositiveInfinity, false)]
    [InlineData(Measure.JensenShannonDistanceNats, 0.84, false)]
    [InlineData(Measure.KolmogorovSmirnov, 1.01, false)]
    public void Examine_Limit_IsHeldToItsMeasuresRange(Measure measure, double limit, bool allowed)
    {
        var judge = FluentActions.Invoking(() => Judge(Check(("amount", measure.AtMost(limit)))));

        if (allowed)
        {
            judge.Should().NotThrow();
        }
        else
        {
            judge.Should().Throw<ArgumentException>().WithMessage("The limit of 'amount' must be at least 0*");
        }
    }

    [Theory]
    [InlineData(0, Outcome.Failed)]
    [InlineData(1, Outcome.Failed)]
    [InlineData(2, Outcome.Warned)]
    [InlineData(3, Outcome.Warned)]
    public void Examine_TwoColumnsDrifted_FailUnlessSoManyMay(int most, Outcome outcome)
    {
        var result = Judge(Check() with { MaxFailing = most }, c =>
        {
            c["kind"] = i => i % 2 == 0 ? "voucher" : Columns["kind"](i);
            c["flag"] = _ => "true";
        });

        result.Outcome.Should().Be(outcome);
        result.Findings.Where(f => f.Outcome == outcome).Select(f => f.Subject).Should().Equal("flag", "kind");
        Of(result, "kind").Message.Contains($"; let through: 2 of at most {most} that may fail", StringComparison.Ordinal).Should().Be(outcome == Outcome.Warned);
        Of(result, "kind").PFail.Should().BeLessThan(0.001, "the evidence is what it is");
    }

    [Theory]
    [MemberData(nameof(Any))]
    public void Carriers_OfAMovedColumn_AreWhatMovedAndAddUp(Measure measure)
    {
        var column = measure is Measure.KolmogorovSmirnov or Measure.Wasserstein ? "amount" : "kind";
        var finding = Of(Judge(Check((column, new FeatureLimit { Measure = measure })), c =>
        {
            c["kind"] = i => i % 2 == 0 ? "voucher" : Columns["kind"](i);
            c["amount"] = i => (20 + ((i * 7919) % 4000 / 100.0)).ToString(CultureInfo.InvariantCulture);
        }), column);

        finding.Carriers.Sum(c => c.Part).Should().BeApproximately(1, 1e-9, "there are no more than ten");
        finding.Carriers.Select(c => c.Part).Should().BeInDescendingOrder().And.OnlyContain(p => p > 0);
        var first = finding.Carriers[0];
        (first.Name, first.Baseline, Math.Round(first.Candidate, 3)).Should().Be(column == "kind" ? ("voucher", 0, 0.5) : ("≥ 35.991", 0.1, 0.6));
        Of(Judge(Check((column, new FeatureLimit { Measure = measure }))), column).Carriers.Should().BeEmpty("nothing moved");
    }

    // By hand: |p − q| is 0.2, 0.15, 0.05 and 0.
    [Fact]
    public void Carriers_OfLInfinity_AreTheDifferences()
    {
        var carriers = DriftCarrier.Of(Measure.LInfinity, ["a", "b", "c", "same"], [40, 60, 0, 100], [10, 50, 40, 100]);

        carriers.Select(c => (c.Name, c.Baseline, c.Candidate, Math.Round(c.Part, 12))).Should().Equal(("c", 0, 0.2, 0.5), ("a", 0.2, 0.05, 0.375), ("b", 0.3, 0.25, 0.125));
    }

    [Fact]
    public void Features_ByType_TakeTheColumnsOfThatType()
    {
        var result = Judge(Check(
            ("kind", new FeatureLimit { AtMost = 0.2 }), ("type:number", new FeatureLimit { Measure = Measure.KolmogorovSmirnov }), ("type:category", new FeatureLimit { AtMost = 0.1 }), ("type:boolean", new FeatureLimit { AtMost = 0.3 })));

        result.Findings.Select(f => (f.Subject, f.Measure, f.Limit?.AtMost)).Should().Equal(
            ("amount", "kolmogorov-smirnov", 0.1), ("count", "kolmogorov-smirnov", 0.1), ("flag", "l-infinity", 0.3), ("kind", "l-infinity", 0.2));
        Judge(Check(("type:timestamp", new FeatureLimit()))).Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Subject == "when" && f.Measure == "jensen-shannon", "a type is asked for");
        Judge(Check() with { Exclude = ["type:number", "type:timestamp"] }).Findings.Select(f => f.Subject).Should().Equal("flag", "kind");
    }

    [Theory]
    [InlineData("type:numeric", "'type:numeric' names no type; write type:boolean, type:category, type:number, type:timestamp")]
    [InlineData("type:timestamp", "no column of type:timestamp is in train or in serving")]
    public void Features_ByTypeOfNoColumn_IsAnError(string type, string message)
    {
        var check = Check((type, new FeatureLimit()));
        var finding = GateDecision.Judge(check, check.Examine(Profile("train", c => c.Remove("when")), Profile("serving", c => c.Remove("when")))).Findings[0];

        (finding.Outcome, finding.Rule, finding.Message).Should().Be((Outcome.Error, "MLG0007", message));
    }

    [Fact]
    public void Examine_NegativeMaxFailing_Throws() =>
        FluentActions.Invoking(() => Judge(Check() with { MaxFailing = -1 })).Should().Throw<ArgumentException>();

    [Fact]
    public void Examine_MaxFailing_LetsNoErrorThrough() =>
        Judge(Check() with { MaxFailing = 9 }, c => c.Remove("kind")).Outcome.Should().Be(Outcome.Error);

    [Fact]
    public void Details_OfNumbers_SayWhatChangedInPlainNumbers()
    {
        var details = Of(Judge(Check(), c => c["amount"] = i => i % 4 == 0 ? "" : i % 4 == 1 ? "NaN" : i % 4 == 2 ? "0" : "8"), "amount").Details;

        (details["missingShareBaseline"], details["missingShareCandidate"]).Should().Be((0.0, 0.25));
        (details["nanShareCandidate"], details["zeroShareCandidate"]).Should().Be((0.25, 0.25));
        details["meanCandidate"].Should().Be(4.0);
        ((double)details["meanBaseline"]!).Should().BeApproximately(19.995, 1e-8);
        ((double)details["meanShift"]!).Should().BeApproximately((4 - 19.995) / (double)details["standardDeviationBaseline"]!, 1e-8);
        Of(Judge(Check(), c => c["amount"] = _ => ""), "amount").Details["meanCandidate"].Should().BeNull("there is no number");
    }

    [Theory]
    [InlineData(Measure.LInfinity)]
    [InlineData(Measure.JensenShannon)]
    public void Details_OfCategories_NameWhatIsNewAndWhatIsGone(Measure measure)
    {
        var details = Of(Judge(Check(("kind", new FeatureLimit { Measure = measure })), c => c["kind"] = i => (i % 10) switch { < 6 => "cash", < 9 => "voucher", _ => "b" }), "kind").Details;

        ((double)details["totalVariation"]!).Should().BeApproximately(0.4, 1e-12);
        (details["newCategories"], details["vanishedCategories"]).Should().Be((2, 2));
        ((object[])details["newCategoryNames"]!).Should().Equal("voucher", "b");
        ((object[])details["vanishedCategoryNames"]!).Should().Equal("card", "other");
    }

    [Fact]
    public void Ids_RoundTrip()
    {
        foreach (var measure in Enum.GetValues<Measure>())
        {
            Measures.Find(measure.Id()).Should().Be(measure);
        }

        Measures.Find("L-Infinity").Should().BeNull();
    }
}
