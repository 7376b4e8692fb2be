using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A dataset beside the one that is judged.</summary>
/// <param name="Profile">Its profile.</param>
/// <param name="Rows">The rows it was made of; null where only the profile is at hand.</param>
public sealed record OtherDataset(DatasetProfile Profile, DataSource? Rows);
