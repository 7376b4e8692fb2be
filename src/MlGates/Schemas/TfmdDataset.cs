namespace MlGates.Schemas;

/// <summary>Rules of <c>dataset_constraints</c>.</summary>
internal sealed class TfmdDataset
{
    internal TfmdDataset(ProtoMessage? message)
    {
        if (message is null)
        {
            return;
        }

        var (min, max) = (message.Whole("min_examples_count"), message.Whole("max_examples_count"));
        Rows = min is > 0 || max is not null ? new CountRange(min is > 0 ? min : null, max) : null;
        RowsOfPrevious = Ratio(message.Message("num_examples_drift_comparator"));
        if (message.Message("num_examples_version_comparator") is { } version)
        {
            var ratio = Ratio(version);
            if (RowsOfPrevious is null)
            {
                RowsOfPrevious = ratio;
                message.Note(version.Location, "\"num_examples_version_comparator\" is held against the dataset before, whichever that is");
            }
            else
            {
                message.Note(version.Location, "\"num_examples_version_comparator\" is not read: rows are compared with one dataset before, by \"num_examples_drift_comparator\"");
            }
        }

        message.Close();
    }

    internal CountRange? Rows { get; }

    internal NumberRange? RowsOfPrevious { get; }

    private static NumberRange? Ratio(ProtoMessage? message)
    {
        if (message is null)
        {
            return null;
        }

        var (min, max) = (message.Number("min_fraction_threshold"), message.Number("max_fraction_threshold"));
        message.Close();
        return min is null && max is null ? null : new NumberRange(min, max);
    }
}
