namespace MlGates.Gates;

/// <summary>A tool whose bins a column of numbers may be counted in, so that a team that moves sees the numbers it knows. No such bins hold an error rate.</summary>
public enum PeerTool
{
    /// <summary>TensorFlow Data Validation: ten bins of equal width over each side's own range. With <see cref="Measure.JensenShannon"/>.</summary>
    Tfdv,

    /// <summary>Evidently: bins of equal width over both sides, as many as Sturges gives. With <see cref="Measure.JensenShannonDistanceNats"/>, <see cref="Measure.Hellinger"/> or <see cref="Measure.PopulationStability"/>, empty shares filled as there.</summary>
    Evidently,

    /// <summary>NannyML: bins of equal width over the baseline, as many as Doane gives, and one for what lies outside. With <see cref="Measure.JensenShannonDistance"/> or <see cref="Measure.Hellinger"/>.</summary>
    NannyML,
}
