namespace MlGates.Profiles;

/// <summary>How two columns of numbers move together.</summary>
/// <param name="Rows">Rows in which both are finite.</param>
/// <param name="Covariance">Covariance with divisor n; NaN for no row, infinite beyond the largest double.</param>
/// <param name="Pearson">Pearson's correlation, −1 to 1; NaN when a side is constant or there are fewer than two rows.</param>
/// <param name="Spearman">Spearman's rank correlation of a uniform sample of rows, −1 to 1; NaN as before.</param>
/// <param name="SampleRows">Rows of the sample in which both are numbers, infinite ones too.</param>
/// <param name="IsSampled">Whether the sample is fewer than all rows.</param>
public sealed record PairCorrelation(long Rows, double Covariance, double Pearson, double Spearman, long SampleRows, bool IsSampled);
