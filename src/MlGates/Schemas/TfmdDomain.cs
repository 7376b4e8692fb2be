namespace MlGates.Schemas;

/// <summary>A domain of TensorFlow Metadata.</summary>
internal sealed record TfmdDomain(string Kind, string? Name)
{
    internal IReadOnlyList<string> Values { get; private init; } = [];

    internal NumberRange? Range { get; private init; }

    internal bool DisallowNaN { get; private init; }

    internal bool DisallowInfinity { get; private init; }

    internal bool IsCategorical { get; private init; }

    internal (string? True, string? False) Truth { get; private init; }

    internal static TfmdDomain Read(string kind, ProtoMessage message)
    {
        var domain = new TfmdDomain(kind, message.Text("name"));
        switch (kind)
        {
            case "string_domain":
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var value in message.All("value"))
                {
                    if (!seen.Add(message.Text(value)))
                    {
                        throw message.File.Error(value.ValueLocation, $"the value {value.Quoted} stands twice in its domain; remove one");
                    }
                }

                domain = domain with { Values = ValueDomain.Sort(seen) };
                break;
            case "int_domain":
                domain = domain with { Range = Bounds(message.Whole("min"), message.Whole("max")), IsCategorical = message.Flag("is_categorical") == true };
                break;
            case "float_domain":
                domain = domain with
                {
                    Range = Bounds(message.Number("min"), message.Number("max")),
                    DisallowNaN = message.Flag("disallow_nan") == true,
                    DisallowInfinity = message.Flag("disallow_inf") == true,
                    IsCategorical = message.Flag("is_categorical") == true,
                };
                message.Skip("is_embedding", "give the feature a \"shape\"");
                message.Skip("embedding_dim", "give the feature a \"shape\"");
                break;
            default:
                domain = domain with { Truth = (message.Text("true_value"), message.Text("false_value")) };
                break;
        }

        message.Close();
        return domain;
    }

    // An infinite bound is none: infinities have rules of their own.
    private static NumberRange? Bounds(double? min, double? max)
    {
        min = min is double.NegativeInfinity ? null : min;
        max = max is double.PositiveInfinity ? null : max;
        return min is null && max is null ? null : new NumberRange(min, max);
    }
}
