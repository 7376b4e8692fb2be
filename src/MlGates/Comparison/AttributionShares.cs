using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// Each feature's share of the attributions of a sample of predictions, a = mean|attribution| / Σ mean|attribution|, with the variance by the delta method: the influence of a row is
/// (|x| − a·Σ|x|)/mean Σ|x|. One pass, memory O(features).
/// </summary>
public sealed class AttributionShares
{
    private readonly CompensatedSum[] _sizes;
    private readonly CompensatedSum[] _squares;
    private readonly CompensatedSum[] _products;
    private readonly CompensatedSum[] _signed;
    private CompensatedSum _total;
    private CompensatedSum _totalSquares;

    /// <summary>Starts with no row.</summary>
    /// <param name="features">Number of features, at least 1.</param>
    public AttributionShares(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        (_sizes, _squares, _products, _signed) = (new CompensatedSum[features], new CompensatedSum[features], new CompensatedSum[features], new CompensatedSum[features]);
    }

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Mean of a row's sum of |attributions|; 0 when all are 0, NaN without rows.</summary>
    public double MeanTotal => _total.Value / Rows;

    /// <summary>Adds a row.</summary>
    /// <param name="attributions">Finite, one of each feature, with sign.</param>
    public void Add(ReadOnlySpan<double> attributions)
    {
        var total = 0.0;
        foreach (var value in attributions)
        {
            total += Math.Abs(value);
        }

        for (var i = 0; i < attributions.Length; i++)
        {
            var size = Math.Abs(attributions[i]);
            _sizes[i].Add(size);
            _squares[i].Add(size * size);
            _products[i].Add(size * total);
            _signed[i].Add(attributions[i]);
        }

        _total.Add(total);
        _totalSquares.Add(total * total);
        Rows++;
    }

    /// <summary>A feature's share, in [0, 1]; NaN when all attributions are 0.</summary>
    public double Share(int feature) => _sizes[feature].Value / _total.Value;

    /// <summary>A feature's mean attribution, with sign.</summary>
    public double Mean(int feature) => _signed[feature].Value / Rows;

    /// <summary>Variance of <see cref="Share"/>, at least 0.</summary>
    public double Variance(int feature)
    {
        var share = Share(feature);
        var squares = _squares[feature].Value - (2 * share * _products[feature].Value) + (share * share * _totalSquares.Value);
        return Math.Max(0, squares) / (Rows * (Rows - 1.0)) / (MeanTotal * MeanTotal);
    }
}
