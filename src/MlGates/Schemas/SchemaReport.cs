using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>What came of holding data to a schema.</summary>
/// <param name="Profile">The data's profile.</param>
/// <param name="Anomalies">What breaks a rule: of the dataset first, then by column in ordinal order. Rules that are off have none.</param>
public sealed record SchemaReport(DatasetProfile Profile, IReadOnlyList<Anomaly> Anomalies);
