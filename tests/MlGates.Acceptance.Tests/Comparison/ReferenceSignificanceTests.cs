using System.Text.Json;
using MlGates.Comparison;

namespace MlGates.Acceptance.Comparison;

/// <summary>The tests of "no change" and the distances of raw values against reference/stats_cases.json. Approximations by construction are held to 1e-6, as its README says.</summary>
public class ReferenceSignificanceTests
{
    private const double Approximate = 1e-6;

    [SharedFact]
    public void CountTests_OfReferenceCases_Agree()
    {
        foreach (var example in ReferenceCase.Of("test_counts", "chi2_goodness_of_fit"))
        {
            Verify(example, CountTests.GoodnessOfFit(Counts(example, "reference"), Counts(example, "current")));
        }

        foreach (var example in ReferenceCase.Of("test_counts", "chi2_contingency"))
        {
            Verify(example, CountTests.ChiSquare(Counts(example, "reference"), Counts(example, "current")));
            if (example.Expected.TryGetProperty("yates_statistic", out _))
            {
                var corrected = CountTests.ChiSquareYates(Counts(example, "reference"), Counts(example, "current"));
                example.Verify(corrected.Statistic, "yates_statistic");
                example.Verify(corrected.PValue, "yates_p_value");
            }
        }

        foreach (var example in ReferenceCase.Of("test_counts", "g_test"))
        {
            Verify(example, CountTests.G(Counts(example, "reference"), Counts(example, "current")));
        }
    }

    [SharedFact]
    public void ProportionTests_OfReferenceCases_Agree()
    {
        foreach (var example in ReferenceCase.Of("test_counts", "fisher_exact"))
        {
            var table = example.Inputs.GetProperty("table").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(c => c.GetInt64())).ToArray();
            var (both, less, greater) = CountTests.FisherExact(table[0], table[1], table[2], table[3]);
            example.Verify(both, "p_two_sided");
            example.Verify(less, "p_less");
            example.Verify(greater, "p_greater");
        }

        foreach (var example in ReferenceCase.Of("test_counts", "two_proportion_z"))
        {
            var (x, n) = (Counts(example, "successes"), Counts(example, "trials"));
            var result = CountTests.TwoProportions(x[0], n[0], x[1], n[1]);
            example.Verify(result.Statistic, "z");
            example.Verify(result.PValue, "p_two_sided");
        }

        foreach (var example in ReferenceCase.Of("test_counts", "l_infinity_robust"))
        {
            var level = example.Parameters.GetProperty("alpha");
            double? alpha = level.ValueKind == JsonValueKind.Null ? null : level.GetDouble();
            var (n, m) = (example.Inputs.GetProperty("n").GetInt64(), example.Inputs.GetProperty("m").GetInt64());
            example.Verify(CountTests.RobustLInfinity(example.Inputs.GetProperty("linf").GetDouble(), n, m, alpha), "robust");
            example.Verify(CountTests.RobustMargin(alpha), "c_alpha");
        }
    }

    [SharedFact]
    public void SampleDistances_OfReferenceCases_Agree()
    {
        foreach (var example in ReferenceCase.Of("distance_samples", "wasserstein"))
        {
            var samples = Samples(example);
            example.Verify(Wasserstein.Distance(samples), "raw");
            example.Verify(Wasserstein.OverReferenceDeviation(samples), "norm_ref_std");
            example.Verify(Wasserstein.OverPooledDeviation(samples), "norm_pooled_std");
            example.Verify(Wasserstein.OverRange(samples), "norm_range");
        }

        foreach (var example in ReferenceCase.Of("distance_samples", "energy_distance"))
        {
            example.Verify(EnergyDistance.Distance(Samples(example)), "distance");
        }
    }

    [SharedFact]
    public void KolmogorovSmirnov_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("test_samples", "ks_2samp"))
        {
            var samples = Samples(example);
            example.Verify(KolmogorovSmirnov.Distance(samples), "statistic");
            example.Verify(KolmogorovSmirnov.ExactPValue(samples), "p_exact");
            example.Verify(KolmogorovSmirnov.LimitPValue(samples), "p_kolmogorov_limit");
            Near(example, KolmogorovSmirnov.OneSamplePValue(samples), "p_scipy_asymp");
        }
    }

    [SharedFact]
    public void RankTests_OfReferenceCases_Agree()
    {
        foreach (var example in ReferenceCase.Of("test_samples", "anderson_darling_k"))
        {
            var (sum, statistic, p) = AndersonDarling.Test([.. example.Inputs.GetProperty("samples").EnumerateArray().Select(s => s.EnumerateArray().Select(ReferenceCase.Number).ToArray())]);
            example.Verify(sum, "a2kn");
            example.Verify(statistic, "statistic");
            Near(example, p, "p_scipy");
        }

        foreach (var example in ReferenceCase.Of("test_samples", "mann_whitney_u"))
        {
            var (u, both, less) = MannWhitney.Test(Samples(example));
            example.Verify(u, "u_reference");
            example.Verify(both, "p_two_sided_asymptotic");
            example.Verify(less, "p_less_asymptotic");
        }

        foreach (var example in ReferenceCase.Of("test_samples", "cramer_von_mises_2samp"))
        {
            var result = CramerVonMises.Test(Samples(example));
            example.Verify(result.Statistic, "statistic");
            Near(example, result.PValue, "p_asymptotic_scipy");
        }

        foreach (var example in ReferenceCase.Of("test_samples", "exact_small"))
        {
            var samples = Samples(example);
            example.Verify(MannWhitney.ExactPValue(samples), "mann_whitney_p_exact");
            example.Verify(CramerVonMises.ExactPValue(samples), "cvm_p_exact");
            example.Verify(KolmogorovSmirnov.ExactPValue(samples), "ks_p_exact");
        }
    }

    [SharedFact]
    public void MeanAndShapeTests_OfReferenceCases_Agree()
    {
        foreach (var example in ReferenceCase.Of("test_samples", "t_test"))
        {
            var samples = Samples(example);
            var (student, welch) = (MeanTests.Student(samples), MeanTests.Welch(samples));
            example.Verify(student.Statistic, "student_t");
            example.Verify(student.Degrees, "student_df");
            example.Verify(student.PValue, "student_p");
            example.Verify(welch.Statistic, "welch_t");
            example.Verify(welch.Degrees, "welch_df");
            example.Verify(welch.PValue, "welch_p");
            example.Verify(MeanTests.CohensD(samples), "cohens_d");
        }

        foreach (var example in ReferenceCase.Of("test_samples", "epps_singleton"))
        {
            Verify(example, EppsSingleton.Test(Samples(example)));
        }
    }

    [SharedFact]
    public void BinsOfOtherTools_OfReferenceCases_GiveTheirNumbers()
    {
        foreach (var example in ReferenceCase.Of("binned_samples", "sturges_combined"))
        {
            var bins = PeerBins.Sturges(Samples(example));
            Same(example, bins);
            Each(example, bins.Edges, "edges");
            example.Verify(PopulationStability.Index(bins.First, bins.Second, ZeroShares.Evidently), "psi_evidently");
            example.Verify(DivergenceTest.JensenShannonDistance(bins.First, bins.Second, 0.1, inNats: true).Value, "js_distance_nat");
            example.Verify(Hellinger.Distance(bins.First, bins.Second), "hellinger");
            example.Verify(KullbackLeibler.Divergence(bins.First, bins.Second, ZeroShares.Evidently), "kl_evidently");
        }

        foreach (var example in ReferenceCase.Of("binned_samples", "doane_reference_leftover"))
        {
            var bins = PeerBins.Doane(Samples(example));
            Same(example, bins);
            Each(example, bins.Edges, "edges");
            example.Verify(DivergenceTest.JensenShannonDistance(bins.First, bins.Second, 0.1).Value, "js_distance_base2");
            example.Verify(Hellinger.Distance(bins.First, bins.Second), "hellinger");
        }

        foreach (var example in ReferenceCase.Of("binned_samples", "psi_reference_deciles"))
        {
            var bins = PeerBins.ReferenceDeciles(Samples(example));
            Same(example, bins);
            Each(example, bins.Edges, "inner_edges");
            example.Verify(PopulationStability.Index(bins.First, bins.Second, ZeroShares.TenThousandth), "psi_replace_zero_1e-4");
        }

        foreach (var example in ReferenceCase.Of("binned_samples", "psi_ten_equal_width"))
        {
            var bins = PeerBins.TenOfEqualWidth(Samples(example));
            Same(example, bins);
            example.Verify(PopulationStability.Index(bins.First, bins.Second, ZeroShares.HundredThousandth), "psi_replace_zero_1e-5");
        }
    }

    // Missing values are dropped and counted; a side left empty is an error, never a number.
    [SharedFact]
    public void MissingAndInfiniteValues_OfThePolicyCases_AreTreatedSo()
    {
        foreach (var example in ReferenceCase.Of("policy", "missing_and_empty"))
        {
            double[] Present(string side) => [.. example.Numbers(side).Where(x => !double.IsNaN(x))];
            var (first, second) = (Present("reference"), Present("current"));
            if (example.Expected.GetProperty("status").GetString() == "undefined")
            {
                FluentActions.Invoking(() => new TwoSamples(first, second)).Should().Throw<ArgumentException>();
                continue;
            }

            var samples = new TwoSamples(first, second);
            example.Verify(KolmogorovSmirnov.Distance(samples), "ks_statistic");
            example.Verify(Wasserstein.Distance(samples), "wasserstein_raw");
            FluentActions.Invoking(() => new TwoSamples([.. first, double.NaN], second)).Should().Throw<ArgumentException>().WithMessage("*holds NaN*");
        }
    }

    private static void Same(ReferenceCase example, PeerBins bins)
    {
        bins.First.Should().Equal(Expected(example, "reference_counts").Select(x => (long)x), example.Id);
        bins.Second.Should().Equal(Expected(example, "current_counts").Select(x => (long)x), example.Id);
    }

    private static void Each(ReferenceCase example, double[] actual, string name)
    {
        var wanted = Expected(example, name);
        actual.Should().HaveCount(wanted.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            example.Verify(actual[i], wanted[i], name);
        }
    }

    private static double[] Expected(ReferenceCase example, string name) => [.. example.Expected.GetProperty(name).EnumerateArray().Select(ReferenceCase.Number)];

    private static void Verify(ReferenceCase example, SignificanceResult result)
    {
        example.Verify(result.Statistic, "statistic");
        example.Verify(result.PValue, "p_value");
        if (example.Expected.TryGetProperty("df", out _))
        {
            example.Verify(result.Degrees, "df");
        }
    }

    private static void Near(ReferenceCase example, double actual, string name) =>
        (example with { Relative = Approximate, Absolute = Approximate * 1e-3 }).Verify(actual, name);

    private static TwoSamples Samples(ReferenceCase example) => new(example.Numbers("reference"), example.Numbers("current"));

    private static long[] Counts(ReferenceCase example, string side) => Array.ConvertAll(example.Numbers(side), x => (long)x);
}
