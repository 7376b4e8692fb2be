using System.Globalization;
using System.Text;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Fronts.Tests.Tool;
using MlGates.Gates;
using MlGates.Metrics;
using MlGates.Profiles;
using MlGates.Testing;
using MlGates.Training;

namespace MlGates.Fronts.Tests.Agreement;

/// <summary>Whoever asks, the engine answers: the same data and options give the same sentence in an assertion, by the tool, and from a plan in a test.</summary>
public sealed class SameNumbersTests
{
    [Fact]
    public void Drift_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).WriteTrips("serving.csv", 3_000, 0.7)
            .Write("mlgates.json", """
                { "data": { "train": "train.csv", "serving": "serving.csv" },
                  "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving",
                                "features": { "payment_type": { "measure": "l-infinity", "atMost": 0.05 } } } ] }
                """);
        DatasetProfile Profile(string name) => ProfileBuilder.Build(new CsvSource(folder[name + ".csv"]) { DisplayName = name });
        var (train, serving) = (Profile("train"), Profile("serving"));

        var message = ResultOf(folder, "MLG2001");
        var asserted = Failure(() => serving.Should().NotHaveDriftedFrom(train, d => d with { Features = new() { ["payment_type"] = Measure.LInfinity.AtMost(0.05) } }));

        message.Should().StartWith("payment_type drifted from train to serving: L-infinity 0.1");
        asserted.Should().Contain("MLG2001: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("compare", "train.csv", "serving.csv", "--feature", "payment_type=l-infinity<=0.05").Should().Be(1);
        folder.Output.Should().Contain(message);
    }

    [Fact]
    public void MultivariateDrift_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        static string Rows(bool apart) => "x,y\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => FormattableString.Invariant($"{i * 37 % 2000},{(apart ? i * 91 : i * 37) % 2000 / 7.0}\n")));
        using var folder = new ToolFolder().Write("train.csv", Rows(false)).Write("serving.csv", Rows(true))
            .Write("mlgates.json", """
                { "data": { "train": "train.csv", "serving": "serving.csv" },
                  "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving", "multivariate": { "domain-classifier": { "atMost": 0.7 } } } ] }
                """);
        DataSource Source(string name) => new CsvSource(folder[name + ".csv"]) { DisplayName = name };

        var message = ResultOf(folder, "MLG2005");
        var asserted = Failure(() => Source("serving").Should().NotHaveDriftedFrom(Source("train"), d => d with { Multivariate = new() { [MultivariateMeasure.DomainClassifier] = new() { AtMost = 0.7 } } }));

        message.Should().StartWith("the columns together drifted from train to serving: AUC of a classifier that tells them apart 0.9");
        asserted.Should().Contain("MLG2005: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("compare", "train.csv", "serving.csv", "--multivariate", "domain-classifier<=0.7").Should().Be(1);
        folder.Output.Should().Contain(message);
        folder.Run("compare", "train.csv", "serving.csv", "--multivariate", "domain-classifier<=0.2").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--multivariate", "classifier").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--multivariate", "mmd", "--multivariate", "mmd").Should().Be(2);
    }

    [Fact]
    public void Skew_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        static string Rows(double factor) => "trip,fare,city\n" + string.Concat(Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{i},{factor * i / 4},Ulm\n")));
        using var folder = new ToolFolder().Write("training.csv", Rows(1)).Write("served.csv", Rows(100))
            .Write("mlgates.json", """
                { "data": { "training": "training.csv", "served": "served.csv" },
                  "checks": [ { "id": "skew", "check": "skew", "baseline": "training", "candidate": "served", "key": "trip", "columns": { "fare": { "tolerance": 0.01 }, "*": { } } } ] }
                """);
        DataSource Source(string name) => new CsvSource(folder[name + ".csv"]) { DisplayName = name };

        var message = ResultOf(folder, "MLG2030");
        var asserted = Failure(() => Source("served").Should().NotBeSkewedAgainst(Source("training"), "trip", s => s with { Columns = new() { ["fare"] = new() { Tolerance = 0.01 }, ["*"] = new() } }));

        message.Should().StartWith("fare differs between training and served in 299 of 300 rows (99.7 %), by up to 7400.2500; mostly 100 times the baseline; such as ");
        asserted.Should().Contain("MLG2030: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("skew", "training.csv", "served.csv", "--key", "trip", "--column", "fare<=0.01", "--column", "*").Should().Be(1);
        folder.Output.Should().Contain(message);
        folder.Run("skew", "training.csv", "served.csv", "--key", "trip", "--column", "fare<=9900%", "--column", "*").Should().Be(0);
        folder.Run("skew", "training.csv", "served.csv", "--key", "trip", "--column", "fare<=x").Should().Be(2);
        folder.Run("skew", "training.csv", "served.csv", "--key", "trip", "--at-most", "0.9").Should().Be(2);
        folder.Run("skew", "training.csv", "served.csv", "--key", "trap").Should().Be(2);
        folder.Output.Should().Contain("MLG0007").And.Contain("the key 'trap' is not in training");
        folder.Run("skew", "training.csv", "served.csv").Should().Be(2);
        Failure(() => ((DataSource?)null).Should().NotBeSkewedAgainst(Source("training"), "trip")).Should().Contain("not to be skewed, but found <null>");
    }

    [Fact]
    public void AttributionDrift_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        static string Rows(int fare) => "fare,miles\n" + string.Concat(Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"{fare * ((i % 7) - 3)},{(i % 5) - 2}\n")));
        using var folder = new ToolFolder().Write("accepted.csv", Rows(3)).Write("candidate.csv", Rows(1)).Write("train.csv", "x\n1\n2\n").Write("serving.csv", "x\n1\n2\n")
            .Write("mlgates.json", """
                { "data": { "train": "train.csv", "serving": "serving.csv", "accepted": "accepted.csv", "candidate": "candidate.csv" },
                  "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving", "decision": "point", "attribution": { "baseline": "accepted", "candidate": "candidate", "atMost": 0.1 } } ] }
                """);
        DataSource Source(string name) => new CsvSource(folder[name + ".csv"]) { DisplayName = name };

        folder.Run("check", "--results", "results.json").Should().Be(1);
        var fare = folder.Results().GetProperty("checks").EnumerateArray().Single(f => f.GetProperty("subject").GetString() == "fare");
        fare.GetProperty("severity").GetString().Should().Be("high");
        folder.Output.Should().MatchRegex("feature +distribution +attribution +severity").And.MatchRegex("fare +FAILED +high");
        var message = fare.GetProperty("message").GetString()!.Split("; judged by")[0];
        message.Should().StartWith("the attribution of fare drifted from accepted to candidate: change of share 0.2");
        Failure(() => Source("candidate").Should().HaveStableAttributionsTo(Source("accepted"), a => a with { AtMost = 0.1 })).Should().Contain("MLG2020: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("attribution", "accepted.csv", "candidate.csv", "--at-most", "0.1").Should().Be(1);
        folder.Output.Should().Contain(message);
        folder.Run("attribution", "accepted.csv", "candidate.csv", "--at-most", "0.5").Should().Be(0);
        folder.Run("attribution", "accepted.csv", "candidate.csv", "--at-most", "2").Should().Be(2);
        folder.Run("attribution", "accepted.csv", "train.csv").Should().Be(2);
    }

    [Fact]
    public void ConceptDrift_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        // Ten scores, 200 rows each: above 0.6 only two in five of the positives are left.
        static string Rows(bool shifted) => "label,p\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => FormattableString.Invariant($"{(i / 10 % 20 < 20 * (i % 10 / 10.0) * (shifted && i % 10 > 6 ? 0.4 : 1) ? 1 : 0)},{i % 10 / 10.0}\n")));
        using var folder = new ToolFolder().Write("may.csv", Rows(false)).Write("june.csv", Rows(true))
            .Write("mlgates.json", """
                { "evaluations": { "may": { "path": "may.csv", "label": "label", "score": "p" }, "june": { "path": "june.csv", "label": "label", "score": "p" } },
                  "checks": [ { "id": "concept", "check": "concept", "baseline": "may", "candidate": "june", "labelsAtMost": 0.5 } ] }
                """);
        BinaryEvaluation Read(string name) => EvaluationReader.ReadBinary(new CsvSource(folder[name + ".csv"]), new EvaluationOptions { Label = "label", Score = "p" }, name);

        folder.Run("check", "--results", "results.json").Should().Be(1);
        var failed = folder.Results().GetProperty("checks").EnumerateArray().Where(f => f.GetProperty("outcome").GetString() == "failed").ToArray();
        failed.Should().HaveCount(3).And.OnlyContain(f => f.GetProperty("rule").GetString() == "MLG2042");
        var message = failed[0].GetProperty("message").GetString()!;
        message.Should().StartWith("what score in [0.63, 0.72) means drifted from may to june: change of the mean residual 0.4000 [0.3100, 0.4756] exceeds 0.0500; mean of label less score 0.0000 → -0.4000 (n = 200, 200)");
        Failure(() => Read("june").Should().NotHaveShiftedConceptFrom(Read("may"), c => c with { LabelsAtMost = 0.5 }, InconclusivePolicy.Warn)).Should().Contain("MLG2042: " + message);
        PlanTest(folder, "concept").Should().Contain(message);
        folder.Run("concept", "may.csv", "june.csv", "--label", "label", "--score", "p", "--labels-at-most", "0.5").Should().Be(1);
        folder.Output.Should().Contain(message);
        folder.Run("concept", "may.csv", "june.csv", "--label", "label", "--score", "p", "--at-most", "0").Should().Be(2);
        folder.Run("concept", "may.csv", "june.csv", "--label", "lable", "--score", "p").Should().Be(2);
        folder.Run("concept", "may.csv", "may2.csv", "--label", "label", "--score", "p").Should().Be(2);
    }

    // The bins' own numbers are reference cases; here every front shows the library's.
    [Theory]
    [InlineData("evidently", "psi", PeerTool.Evidently)]
    [InlineData("nannyml", "jensen-shannon-distance", PeerTool.NannyML)]
    [InlineData("tfdv", "jensen-shannon", PeerTool.Tfdv)]
    public void BinsOfOtherTools_AssertionToolAndPlan_QuoteTheSameNumbers(string bins, string measure, PeerTool tool)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).WriteTrips("serving.csv", 3_000, 0.6, shift: 9)
            .Write("mlgates.json", $$"""
                { "data": { "train": "train.csv", "serving": "serving.csv" },
                  "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving",
                                "features": { "fare": { "measure": "{{measure}}", "bins": "{{bins}}", "atMost": 0.01 } } } ] }
                """);
        DataSource Source(string name) => new CsvSource(folder[name + ".csv"]) { DisplayName = name };
        double[] Fares(string name) => [.. ColumnValues.ReadNumbers(Source(name), "fare").Values.Where(double.IsFinite)];

        var message = ResultOf(folder, "MLG2001");
        message.Should().StartWith("fare drifted from train to serving: ").And.Contain($" in the bins of {tool} exceeds 0.0100; no guarantee: such bins hold no error rate (n = 4000, 3000)");
        if (tool == PeerTool.Evidently)
        {
            var counted = PeerBins.Sturges(new TwoSamples(Fares("train"), Fares("serving")));
            folder.Results().GetProperty("checks")[0].GetProperty("observed").GetProperty("value").GetDouble().Should().Be(PopulationStability.Index(counted.First, counted.Second, ZeroShares.Evidently));
        }

        folder.Results().GetProperty("checks")[0].GetProperty("details").GetProperty("guarantee").GetBoolean().Should().BeFalse();
        Failure(() => Source("serving").Should().NotHaveDriftedFrom(Source("train"), d => d with { Features = new() { ["fare"] = new() { Measure = Measures.Find(measure), Bins = tool, AtMost = 0.01 } } }))
            .Should().Contain("MLG2001: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("compare", "train.csv", "serving.csv", "--feature", $"fare={measure}<=0.01", "--bins", bins).Should().Be(1);
        folder.Output.Should().Contain(message);

        folder.Run("compare", "train.csv", "serving.csv", "--feature", "fare=wasserstein<=0.01", "--bins", bins).Should().Be(2);
        folder.Output.Should().Contain("MLG2002").And.Contain($"is not measured in the bins of {tool}");
        folder.Run("compare", "train.csv", "serving.csv", "--feature", $"payment_type={measure}<=0.01", "--bins", bins).Should().Be(2);
        folder.Output.Should().Contain($"in the bins of {tool} is for numbers, and payment_type holds text");
        folder.Run("profile", "train.csv", "-o", "train.profile.json").Should().Be(0);
        folder.Run("compare", "train.profile.json", "serving.csv", "--feature", $"fare={measure}<=0.01", "--bins", bins).Should().Be(tool == PeerTool.Tfdv ? 1 : 2);
    }

    [Theory]
    [InlineData("jensen-shannon-distance")]
    [InlineData("jensen-shannon-distance-nats")]
    [InlineData("hellinger")]
    [InlineData("psi")]
    [InlineData("kolmogorov-smirnov")]
    [InlineData("wasserstein")]
    public void DriftByEachMeasure_AssertionToolAndPlan_QuoteTheSameNumbers(string id)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).WriteTrips("serving.csv", 3_000, 0.6, shift: 3)
            .Write("mlgates.json", $$"""
                { "data": { "train": "train.csv", "serving": "serving.csv" },
                  "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving",
                                "features": { "fare": { "measure": "{{id}}", "atMost": 0.05 } } } ] }
                """);
        DatasetProfile Profile(string name) => ProfileBuilder.Build(new CsvSource(folder[name + ".csv"]) { DisplayName = name });
        var (train, serving) = (Profile("train"), Profile("serving"));

        var message = ResultOf(folder, "MLG2001");
        var asserted = Failure(() => serving.Should().NotHaveDriftedFrom(train, d => d with { Features = new() { ["fare"] = Measures.Find(id)!.Value.AtMost(0.05) } }));

        message.Should().StartWith($"fare drifted from train to serving: {Measures.Find(id)!.Value.DisplayName()} ");
        asserted.Should().Contain("MLG2001: " + message);
        PlanTest(folder, "skew").Should().Contain(message);
        folder.Run("compare", "train.csv", "serving.csv", "--feature", $"fare={id}<=0.05").Should().Be(1);
        folder.Output.Should().Contain(message);
    }

    [Fact]
    public void Schema_AssertionToolAndPlan_SayTheSame()
    {
        var rows = "kind\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => i == 500 ? "c\n" : i % 2 == 0 ? "a\n" : "b\n"));
        using var folder = new ToolFolder().Write("serving.csv", rows).Write("mlgates.json", """
            { "data": { "serving": "serving.csv" },
              "checks": [ { "id": "schema", "check": "schema", "data": "serving", "schema": "schema.json" } ] }
            """).Write("schema.json", """
            { "schemaVersion": 1, "kind": "schema", "columns": { "kind": { "type": "category", "domain": { "values": ["a", "b"] } } } }
            """);

        folder.Run("check", "--results", "results.json").Should().Be(1);
        var message = folder.Results().GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("rule").GetString() == "MLG1011").GetProperty("message").GetString()!;

        message.Should().StartWith("kind: 1 of 1000 values (0.1 %) are not among the 2 known ones: 'c' (1 row); row 501: 'c'");
        Failure(() => ((DataSource)new CsvSource(folder["serving.csv"])).Should().MatchSchema(MlGates.Schemas.SchemaFile.Read(folder["schema.json"]))).Should().Contain("MLG1011: " + message);
        PlanTest(folder, "schema").Should().Contain(message);
        folder.Run("schema", "validate", "serving.csv", "--schema", "schema.json").Should().Be(1);
        folder.Output.Should().Contain(message);
    }

    [Fact]
    public void Features_AssertionToolAndPlan_SayTheSame()
    {
        using var folder = new ToolFolder().Write("features.csv", "miles,log_fare\n1,2.5\n2,NaN\n3,-inf\n").Write("mlgates.json", """
            { "data": { "features": "features.csv" }, "checks": [ { "id": "units", "check": "features", "data": "features" } ] }
            """);

        var message = ResultOf(folder, "MLG1101");

        message.Should().StartWith("features: 2 of 6 feature values are not finite: 'log_fare' = NaN in row 2, 'log_fare' = -Infinity in row 3");
        Failure(() => Features.FeatureTable.Read(new CsvSource(folder["features.csv"]) { DisplayName = "features" }).Should().BeFinite()).Should().Contain("MLG1101: " + message);
        PlanTest(folder, "units").Should().Contain(message);
    }

    [Fact]
    public void Metric_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        var labels = Enumerable.Range(0, 1_000).Select(i => i % 2 == 0).ToArray();
        var predicted = labels.Select((label, i) => i % 4 == 1 ? !label : label).ToArray();
        var rows = new StringBuilder("label,predicted\n");
        for (var i = 0; i < labels.Length; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{labels[i]},{predicted[i]}\n");
        }

        using var folder = new ToolFolder().Write("predictions.csv", rows.ToString()).Write("mlgates.json", """
            { "evaluations": { "candidate": { "path": "predictions.csv", "label": "label", "predicted": "predicted" } },
              "checks": [ { "id": "quality", "check": "metric", "evaluation": "candidate", "metric": "accuracy", "atLeast": 0.8 } ] }
            """);
        var evaluation = new BinaryEvaluation("candidate", labels, predicted: predicted);

        var message = ResultOf(folder, "MLG3001");

        message.Should().StartWith("accuracy of candidate 0.7500 [");
        Failure(() => evaluation.Should().HaveMetric("accuracy").AtLeast(0.8)).Should().Contain("MLG3001: " + message);
        PlanTest(folder, "quality").Should().Contain(message);
    }

    [Fact]
    public void Convergence_AssertionToolAndPlan_QuoteTheSameNumbers()
    {
        double[] loss = [.. Enumerable.Range(0, 200).Select(i => (0.3 + (0.7 * Math.Exp(-i / 16.0))) * (i < 140 ? 1 : 1 + (0.15 * (i - 140) / 60)) * (1 + (0.005 * Math.Sin(2.4 * i))))];
        var rows = "train_loss\n" + string.Concat(loss.Select(l => l.ToString("R", CultureInfo.InvariantCulture) + "\n"));
        using var folder = new ToolFolder().Write("loss.csv", rows).Write("mlgates.json", """
            { "histories": { "fit": { "path": "loss.csv", "train": "train_loss" } },
              "checks": [ { "id": "loss", "check": "convergence", "history": "fit" } ] }
            """);

        var message = ResultOf(folder, "MLG4001");

        message.Should().StartWith("training loss of fit diverges: ");
        Failure(() => new LossHistory("fit", loss).Should().HaveConverged()).Should().Contain("MLG4001: " + message);
        PlanTest(folder, "loss").Should().Contain(message);
    }

    // The message of the only finding in results.json that did not pass, which must have failed by this rule.
    private static string ResultOf(ToolFolder folder, string rule)
    {
        folder.Run("check", "--results", "results.json").Should().Be(1, folder.Output + folder.Error);
        var finding = folder.Results().GetProperty("checks").EnumerateArray().Should().ContainSingle(f => f.GetProperty("outcome").GetString() != "passed").Subject;
        finding.GetProperty("rule").GetString().Should().Be(rule);
        return finding.GetProperty("message").GetString()!;
    }

    private static string PlanTest(ToolFolder folder, string check) => Failure(() => new PlanCheck(folder["mlgates.json"], check).MustHold());

    private static string Failure(Action act) => act.Should().Throw<Exception>().Which.Message;
}
