using MlGates.Statistics;

namespace MlGates.Acceptance.Training;

public class ReferenceTrendTests
{
    [SharedFact]
    public void TheilSen_AgreesWithTheReference()
    {
        foreach (var c in ReferenceCase.Of("trend", "mann_kendall_theil_sen"))
        {
            var (slope, intercept) = TheilSen.Fit(c.Numbers("values"));
            c.Verify(slope, "theil_sen_slope");
            c.Verify(intercept, "theil_sen_intercept");
        }
    }
}
