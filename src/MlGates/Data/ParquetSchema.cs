namespace MlGates.Data;

/// <summary>Finds the columns of a Parquet schema: leaves with at most one level of lists, groups joined by points.</summary>
internal sealed class ParquetSchema
{
    private const int MostDepth = 64;

    private readonly List<ParquetMetadata.Element> _elements;
    private int _at;

    private ParquetSchema(List<ParquetMetadata.Element> elements) => _elements = elements;

    /// <summary>The columns that can be read.</summary>
    internal List<ParquetColumn> Columns { get; } = [];

    /// <summary>Those that cannot, and why: "is a map, …".</summary>
    internal List<(string Name, string Why)> Skipped { get; } = [];

    /// <summary>Number of leaves.</summary>
    internal int Leaves { get; private set; }

    /// <exception cref="InvalidDataException">The schema contradicts itself.</exception>
    internal static ParquetSchema Of(List<ParquetMetadata.Element> elements)
    {
        var schema = new ParquetSchema(elements);
        var root = schema.Take();
        for (var i = 0; i < root.Children; i++)
        {
            schema.Visit("", new Path(0, 0, 0, false, 0), inList: false);
        }

        return schema._at == elements.Count ? schema : throw new InvalidDataException("Its schema holds more elements than its groups have.");
    }

    private readonly record struct Path(int Definition, int Repetition, int ListDefinition, bool Refused, int Depth);

    private void Visit(string prefix, Path path, bool inList)
    {
        var element = Take();
        if (path.Depth > MostDepth)
        {
            throw new InvalidDataException("Its schema is nested too deeply.");
        }

        path = path with { Depth = path.Depth + 1 };
        path = element.Repetition switch
        {
            0 => path,
            1 => path with { Definition = path.Definition + 1 },
            2 => path with { Definition = path.Definition + 1, Repetition = path.Repetition + 1, ListDefinition = path.Definition + 1 },
            _ => throw new InvalidDataException($"Element '{element.Name}' of its schema repeats in a way that there is not."),
        };
        if (element.Type is not null)
        {
            Leaf(element, inList ? prefix : Join(prefix, element.Name), path);
            return;
        }

        Group(element, prefix, path, inList);
    }

    private void Group(ParquetMetadata.Element element, string prefix, Path path, bool inList)
    {
        var name = inList ? prefix : Join(prefix, element.Name);
        if (element.Logical == ParquetLogical.Map || element.Converted is 1 or 2)
        {
            path = Refuse(path, name, "is a map");
        }
        else if (element.Logical == ParquetLogical.Variant)
        {
            path = Refuse(path, name, "is a variant, whose values differ in type");
        }

        // A list is a group of one repeated child; where that is a group of one child in turn, both are only there to make the list.
        var isList = (element.Logical == ParquetLogical.List || element.Converted == 3) && element.Children == 1 && _at < _elements.Count && _elements[_at].Repetition == 2;
        if (isList && _elements[_at] is { Type: null, Children: 1 } middle && middle.Name != "array" && middle.Name != element.Name + "_tuple")
        {
            Take();
            Visit(name, path with { Definition = path.Definition + 1, Repetition = path.Repetition + 1, ListDefinition = path.Definition + 1, Depth = path.Depth + 1 }, inList: true);
            return;
        }

        for (var i = 0; i < element.Children; i++)
        {
            Visit(name, path, inList: isList);
        }
    }

    private void Leaf(ParquetMetadata.Element element, string name, Path path)
    {
        var leaf = Leaves++;
        var column = new ParquetColumn(name, leaf, element, path.Definition, path.ListDefinition).Typed(out var refusal);
        if (path.Refused)
        {
            return;
        }

        refusal = path.Repetition > 1 ? "is a list of lists" : refusal;
        if (refusal is not null)
        {
            Skipped.Add((name, refusal));
        }
        else
        {
            Columns.Add(column!);
        }
    }

    // A group that is left out is named once, not leaf by leaf.
    private Path Refuse(Path path, string name, string why)
    {
        if (!path.Refused)
        {
            Skipped.Add((name, why));
        }

        return path with { Refused = true };
    }

    private ParquetMetadata.Element Take() =>
        _at < _elements.Count ? _elements[_at++] : throw new InvalidDataException("Its schema has fewer elements than its groups claim.");

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
