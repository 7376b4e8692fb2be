using MlGates.Metrics;
using MlGates.Statistics;

namespace MlGates.Acceptance.Metrics;

public class ReferenceMetricTests
{
    [SharedFact]
    public void Auc_AgreesWithTheReference()
    {
        foreach (var c in ReferenceCase.Of("classification", "probabilistic"))
        {
            c.Verify(RocArea.Compute(Labels(c), c.Numbers("probability")).Value, "auc");
        }
    }

    [SharedFact]
    public void Auc_OfOneClassOrNoRows_IsRefused()
    {
        foreach (var c in ReferenceCase.Of("classification", "degenerate"))
        {
            FluentActions.Invoking(() => RocArea.Compute(Labels(c), c.Numbers("probability"))).Should().Throw<ArgumentException>(c.Id);
        }
    }

    [SharedFact]
    public void DeLong_AgreesWithTheReference()
    {
        foreach (var c in ReferenceCase.Of("uncertainty", "delong"))
        {
            var a = RocArea.Compute(Labels(c), c.Numbers("score_a"));
            var b = RocArea.Compute(Labels(c), c.Numbers("score_b"));
            c.Verify(a.Value, "auc_a");
            c.Verify(b.Value, "auc_b");
            c.Verify(a.Variance, "var_a");
            c.Verify(b.Variance, "var_b");
            var covariance = (a.Variance + b.Variance - RocArea.VarianceOfDifference(a, b)) / 2;
            c.Verify(covariance, "cov");
            c.Verify(-new PairedDeLongTest(b, a, 0).Z, "z");
            if (a.Variance > 0)
            {
                var interval = c.Expected.GetProperty("ci95_a");
                var (lower, upper) = new AucTest(a, 0.5).Bounds(0.025, 0.025);
                c.Verify(lower, interval[0].GetDouble(), "ci95_a lower");
                c.Verify(upper, interval[1].GetDouble(), "ci95_a upper");
            }
        }
    }

    [SharedFact]
    public void BinomialIntervals_AgreeWithTheReference()
    {
        foreach (var c in ReferenceCase.Of("uncertainty", "binomial_interval"))
        {
            var successes = c.Inputs.GetProperty("successes").GetInt64();
            var trials = c.Inputs.GetProperty("trials").GetInt64();
            var wilson = c.Expected.GetProperty("wilson_95");
            var (lower, upper) = new ProportionTest(new Proportion(successes, trials), 0.5).Bounds(0.025, 0.025);
            c.Verify(lower, wilson[0].GetDouble(), "wilson lower");
            c.Verify(upper, wilson[1].GetDouble(), "wilson upper");
            var exact = c.Expected.GetProperty("clopper_pearson_95");
            c.Verify(ProportionInterval.ClopperPearsonLower(successes, trials, 0.025), exact[0].GetDouble(), "Clopper-Pearson lower");
            c.Verify(ProportionInterval.ClopperPearsonUpper(successes, trials, 0.025), exact[1].GetDouble(), "Clopper-Pearson upper");
        }
    }

    [SharedFact]
    public void Proportions_OfAConfusionTable_AgreeWithTheReference()
    {
        foreach (var c in ReferenceCase.Of("classification", "confusion"))
        {
            long Count(string name) => c.Inputs.GetProperty(name).GetInt64();
            var counts = new ConfusionCounts(Count("tp"), Count("fp"), Count("fn"), Count("tn"));
            c.Verify(counts.Accuracy.Value, "accuracy");
            c.Verify(counts.Precision.Value, "precision");
            c.Verify(counts.Recall.Value, "recall");
        }
    }

    private static bool[] Labels(ReferenceCase c) => Array.ConvertAll(c.Numbers("label"), l => l == 1);
}
