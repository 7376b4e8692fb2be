using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>A finished column of a pair.</summary>
/// <param name="Profile">What it holds.</param>
/// <param name="IsList">Whether rows hold lists.</param>
/// <param name="Numbers">The sample's numbers; empty for a category.</param>
/// <param name="Codes">The sample's values, told apart by number.</param>
internal sealed record PairSide(ColumnProfile Profile, bool IsList, double[] Numbers, double[] Codes)
{
    internal string Name => Profile.Name;

    internal bool IsNumber => Profile.Type is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp;

    internal bool IsCategory => Profile.Type is ColumnType.Category or ColumnType.Boolean
        || (Profile.Type == ColumnType.Integer && Profile.Distinct is { Exact: true, Value: <= PairProfile.MostIntegers });
}
