using System.Text.Json;
using MlGates.Comparison;
using MlGates.Metrics;
using MlGates.Multivariate;

namespace MlGates.Acceptance.Multivariate;

public class ReferenceMultivariateTests
{
    [SharedFact]
    public void MaximumMeanDiscrepancy_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("multivariate", "mmd2_rbf"))
        {
            var (first, second) = (Rows(example, "reference"), Rows(example, "current"));
            var sigma = example.Parameters.GetProperty("sigma").GetDouble();
            example.Verify(GaussianDiscrepancy.Square(first, second, sigma), "unbiased");
            example.Verify(GaussianDiscrepancy.Square(first, second, sigma, unbiased: false), "biased");
            example.Verify(GaussianDiscrepancy.EvidentlyWidth(first), "sigma_evidently");
            example.Verify(GaussianDiscrepancy.Square(first, second, GaussianDiscrepancy.EvidentlyWidth(first)), "unbiased_sigma_evidently");
            example.Verify(GaussianDiscrepancy.PooledMedianWidth(first, second), "sigma_pooled_median");
            example.Verify(GaussianDiscrepancy.Square(first, second, GaussianDiscrepancy.PooledMedianWidth(first, second)), "unbiased_sigma_pooled_median");
        }
    }

    // The case standardises with the reference's mean and population deviation.
    [SharedFact]
    public void PcaReconstruction_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("multivariate", "pca_reconstruction_error"))
        {
            var (first, second) = (Rows(example, "reference"), Rows(example, "current"));
            double Mean(int column) => first.Average(r => r[column]);
            double Deviation(int column) => Math.Sqrt(first.Average(r => (r[column] - Mean(column)) * (r[column] - Mean(column))));
            double[][] Columns(double[][] rows) => [.. Enumerable.Range(0, first[0].Length).Select(c => rows.Select(r => (r[c] - Mean(c)) / Deviation(c)).ToArray())];

            var components = PrincipalComponents.Fit(Columns(first), example.Parameters.GetProperty("variance").GetDouble());

            components.Count.Should().Be(example.Expected.GetProperty("components").GetInt32());
            example.Verify(components.Errors(Columns(first)).Rows.Average(), "reference_error");
            example.Verify(components.Errors(Columns(second)).Rows.Average(), "current_error");
            var explained = example.Expected.GetProperty("explained_cumulative").EnumerateArray().Select(e => e.GetDouble()).ToArray();
            for (var i = 0; i < explained.Length; i++)
            {
                example.Verify(components.Explained[i], explained[i], $"explained_cumulative[{i}]");
            }
        }
    }

    [SharedFact]
    public void DomainClassifierScore_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("multivariate", "domain_classifier_score"))
        {
            var area = RocArea.Compute(Array.ConvertAll(example.Numbers("is_current"), v => v == 1), example.Numbers("probability")).Value;
            example.Verify(area, "auc");
            example.Verify((2 * area) - 1, "gini");
        }
    }

    [SharedFact]
    public void AttributionRanking_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("association", "attribution_drift"))
        {
            var (first, second) = (example.Numbers("reference_attribution"), example.Numbers("current_attribution"));
            example.Verify(AttributionRanking.Ndcg(first, second), "ndcg");
            example.Verify(AttributionRanking.ShareDistance(first, second), "l1_share");
            example.Verify(AttributionRanking.Spearman(first, second), "spearman");
            example.Verify(AttributionRanking.TopOverlap(first, second, 2), "top2_overlap");
        }
    }

    [SharedFact]
    public void AttributionNdcg_OfTfxCases_Agrees()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "attribution_ndcg").ToArray();
        cases.Should().HaveCount(2);
        foreach (var example in cases)
        {
            var training = example.GetProperty("input").GetProperty("training").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
            var live = example.GetProperty("input").GetProperty("live");
            AttributionRanking.Ndcg([.. training.Values], [.. training.Keys.Select(k => live.GetProperty(k).GetDouble())])
                .Should().BeApproximately(example.GetProperty("expect").GetProperty("ndcg").GetDouble(), example.GetProperty("tolerance").GetDouble());
        }
    }

    private static double[][] Rows(ReferenceCase example, string side) =>
        [.. example.Inputs.GetProperty(side).EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
}
