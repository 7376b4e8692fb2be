using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Rules of a <c>feature</c>, part by part.</summary>
internal static class TfmdFeature
{
    private static readonly SortedDictionary<string, ColumnType?> Types = new(StringComparer.Ordinal)
    {
        ["TYPE_UNKNOWN"] = null,
        ["BYTES"] = ColumnType.Category,
        ["INT"] = ColumnType.Integer,
        ["FLOAT"] = ColumnType.Float,
        ["STRUCT"] = null,
    };

    /// <summary>A feature that asks for no presence may be gone, as in data validation.</summary>
    internal static ColumnSchema Presence(ProtoMessage feature, ColumnSchema column)
    {
        if (feature.Message("presence") is not { } presence)
        {
            return column;
        }

        var (share, count) = (presence.Number("min_fraction"), presence.Whole("min_count"));
        presence.Close();
        return column with { Required = share > 0 || count > 0, MinPresent = share is 0 ? null : share, MinPresentCount = count is 0 ? null : count };
    }

    internal static ColumnSchema Counts(ProtoMessage feature, ColumnSchema column)
    {
        if (feature.Message("value_count") is { } values)
        {
            var (min, max) = (values.Whole("min"), values.Whole("max"));
            values.Close();
            column = column with { Values = min is null && max is null ? null : new CountRange(min, max) };
        }

        if (feature.Message("unique_constraints") is { } unique)
        {
            var (min, max) = (unique.Whole("min"), unique.Whole("max"));
            unique.Close();
            column = column with { Distinct = min is null && max is null ? null : new CountRange(min, max) };
        }

        return feature.Message("shape") is { } shape ? Shape(shape, column) : column;
    }

    /// <summary>The type, as type and domain give it together.</summary>
    internal static ColumnSchema Type(ProtoMessage feature, ColumnSchema column, TfmdDomain? domain)
    {
        var word = feature.Word("type");
        if (word is not null && !Types.ContainsKey(word))
        {
            throw feature.File.Error(feature.Find("type")!.ValueLocation, $"\"type\" must be {string.Join(", ", Types.Keys)}; found {Text.OneLine(word, 60)}");
        }

        var type = word is null ? null : Types[word];
        if (type is null && domain is null)
        {
            feature.Note((feature.Find("type") ?? feature.Find("name")!).Location, word == "STRUCT" ? "a STRUCT is no column here; values are not looked at" : "it has no type; values of any are taken");
        }

        if (domain is null)
        {
            return column with { Type = type };
        }

        var fits = (domain.Kind, type) switch
        {
            (_, null) => word != "STRUCT",
            ("int_domain", ColumnType.Float) or ("float_domain", ColumnType.Integer) or ("string_domain", ColumnType.Float) => false,
            _ => true,
        };
        if (!fits)
        {
            throw feature.File.Error((feature.Find("domain") ?? feature.Find(domain.Kind))!.Location, $"a feature of type {word} has no \"{domain.Kind}\"; change the type or the domain");
        }

        column = column with { Notes = domain.IsCategorical ? ["categorical"] : [] };
        return domain.Kind switch
        {
            "string_domain" => column with { Type = type ?? ColumnType.Category, Domain = Known(domain.Values) },
            "int_domain" => column with { Type = ColumnType.Integer, Range = domain.Range },
            "float_domain" => column with { Type = ColumnType.Float, Range = domain.Range, AllowNaN = !domain.DisallowNaN, AllowInfinity = !domain.DisallowInfinity },
            _ => Truth(column, domain, type),
        };
    }

    /// <summary>The share that the domain must hold.</summary>
    internal static ColumnSchema Mass(ProtoMessage feature, ColumnSchema column)
    {
        if (feature.Message("distribution_constraints") is not { } constraints)
        {
            return column;
        }

        var field = constraints.Find("min_domain_mass");
        var mass = constraints.Number("min_domain_mass");
        constraints.Close();
        if (mass is null)
        {
            return column;
        }

        if (!(mass is >= 0 and <= 1))
        {
            throw feature.File.Error(field!.ValueLocation, $"\"min_domain_mass\" must be a share from 0 to 1, found {field.Quoted}");
        }

        if (column.Domain is not { } domain)
        {
            feature.Note(field!.Location, "\"min_domain_mass\" is not read: the feature has no domain of values");
            return column;
        }

        // In decimal, as it was written: 1 - 0.8 is 0.2, in binary it is less.
        return column with { Domain = domain with { MaxOutside = (double)(1 - (decimal)mass.Value) } };
    }

    private static ColumnSchema Truth(ColumnSchema column, TfmdDomain domain, ColumnType? type)
    {
        var (yes, no) = (domain.Truth.True, domain.Truth.False);
        if (type is ColumnType.Integer)
        {
            return column with { Type = type, Domain = Known(["0", "1"]) };
        }

        var isUsual = IsOr(yes, "true") && IsOr(no, "false");
        return isUsual || type is ColumnType.Float
            ? column with { Type = ColumnType.Boolean }
            : column with { Type = ColumnType.Category, Domain = Known(ValueDomain.Sort([yes ?? "true", no ?? "false"])) };
    }

    private static bool IsOr(string? given, string usual) => given is null || given.Equals(usual, StringComparison.OrdinalIgnoreCase);

    private static ValueDomain? Known(IReadOnlyList<string> values) => values.Count == 0 ? null : new ValueDomain { Values = values };

    private static ColumnSchema Shape(ProtoMessage shape, ColumnSchema column)
    {
        var sides = new List<long?>();
        foreach (var field in shape.All("dim"))
        {
            var side = shape.Message(field, "\"dim\"");
            _ = side.Text("name");
            sides.Add(side.Whole("size"));
            side.Close();
        }

        shape.Close();
        if (sides.Contains(null))
        {
            shape.Note(shape.Location, "not read: a side has no size, so that vectors have none either");
            return column;
        }

        // No side at all is a single value.
        return sides.Count == 0 ? column with { Values = column.Values ?? new CountRange(1, 1) } : column with { Shape = [.. sides.Select(s => s!.Value)] };
    }
}
