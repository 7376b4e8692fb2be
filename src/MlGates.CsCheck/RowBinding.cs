using System.Reflection;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Which columns of a schema go where in a row.</summary>
/// <typeparam name="TRow">The row: a class or struct with settable properties or a constructor, a dictionary, or the value of the only column.</typeparam>
internal sealed class RowBinding<TRow>
{
    // Attributes by which serializers name a property's column: the first argument is the name.
    private static readonly string[] Naming =
    [
        "Microsoft.ML.Data.ColumnNameAttribute", "System.Text.Json.Serialization.JsonPropertyNameAttribute", "System.ComponentModel.DataAnnotations.Schema.ColumnAttribute",
    ];

    private readonly Func<object?[], TRow> _make;

    /// <exception cref="InputException">The row's type and the schema do not fit.</exception>
    public RowBinding(DatasetSchema schema, RowGeneratorOptions options)
    {
        ColumnSchema[] columns = [.. schema.Columns.Where(c => options.Environment is null || c.Environments is null || c.Environments.Contains(options.Environment))];
        if (columns.Length == 0)
        {
            throw new InputException(RuleIds.Usage, "The schema has no columns to generate" + (options.Environment is null ? "" : $" in environment '{options.Environment}'"));
        }

        if (typeof(TRow).IsAssignableFrom(typeof(Dictionary<string, object?>)))
        {
            Columns = [.. columns.Select(c => Column(c, Native(c), options))];
            string[] names = [.. columns.Select(c => c.Name)];
            _make = cells => (TRow)(object)names.Zip(cells).ToDictionary(p => p.First, p => p.Second);
        }
        else if (ValueTarget.Of(typeof(TRow), false) is { } target)
        {
            Columns = columns.Length == 1 ? [Column(columns[0], target, options)]
                : throw new InputException(RuleIds.Usage, $"A row that is a {typeof(TRow).Name} has one column, and the schema has {columns.Length}: give a type with a property for each, or a dictionary");
            _make = cells => (TRow)cells[0]!;
        }
        else
        {
            (Columns, _make) = Members(schema, columns, options);
        }
    }

    /// <summary>The columns that the row takes, in the order of its members.</summary>
    public IReadOnlyList<ColumnGenerator> Columns { get; }

    /// <summary>A row of values in the order of <see cref="Columns"/>.</summary>
    public TRow Make(IReadOnlyList<GeneratedCell> cells) => _make([.. cells.Select(c => c.Value is Array list ? list.Clone() : c.Value)]);

    private static ColumnGenerator Column(ColumnSchema column, ValueTarget target, RowGeneratorOptions options) =>
        ColumnGenerator.Of(column, target, options.HostileIn.TryGetValue(column.Name, out var kinds) ? kinds : options.Hostile);

    // In a dictionary every value is nullable.
    private static ValueTarget Native(ColumnSchema column)
    {
        var type = column.Type switch
        {
            Data.ColumnType.Integer => typeof(long?),
            Data.ColumnType.Float => typeof(double?),
            Data.ColumnType.Boolean => typeof(bool?),
            Data.ColumnType.Timestamp => typeof(DateTimeOffset?),
            _ => typeof(string),
        };
        var isList = column.Shape is not null || column.Values is { } count && (count.Min > 1 || count.Max is null or > 1);
        return ValueTarget.Of(isList ? (Nullable.GetUnderlyingType(type) ?? type).MakeArrayType() : type, true)!;
    }

    private static (IReadOnlyList<ColumnGenerator> Columns, Func<object?[], TRow> Make) Members(DatasetSchema schema, ColumnSchema[] columns, RowGeneratorOptions options)
    {
        var constructors = typeof(TRow).GetConstructors();
        var constructor = typeof(TRow).IsValueType || constructors.Any(c => c.GetParameters().Length == 0) ? null
            : constructors.Length == 1 ? constructors[0]
            : throw new InputException(RuleIds.Usage, $"Rows of type {typeof(TRow).Name} cannot be made: it needs a public constructor, without parameters or the only one");
        var parameters = constructor?.GetParameters() ?? [];
        PropertyInfo[] properties =
        [
            .. typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !parameters.Any(a => string.Equals(a.Name, p.Name, StringComparison.OrdinalIgnoreCase))),
        ];

        var generators = new List<ColumnGenerator>();
        var nullability = new NullabilityInfoContext();
        var arguments = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var property = typeof(TRow).GetProperty(parameters[i].Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            arguments[i] = Bind(parameters[i].Name!, parameters[i].ParameterType, nullability.Create(parameters[i]), [.. parameters[i].CustomAttributes, .. property?.CustomAttributes ?? []]);
        }

        var places = Array.ConvertAll(properties, p => Bind(p.Name, p.PropertyType, nullability.Create(p), p.CustomAttributes));
        if (generators.Count == 0)
        {
            throw new InputException(RuleIds.Usage, $"Rows of type {typeof(TRow).Name} have no public property that can be set");
        }

        return (generators, Make);

        int Bind(string name, Type type, NullabilityInfo nulls, IEnumerable<CustomAttributeData> attributes)
        {
            if (options.Unset.Contains(name))
            {
                return -1;
            }

            var named = attributes.FirstOrDefault(a => Naming.Contains(a.AttributeType.FullName))?.ConstructorArguments is [{ Value: string given }, ..] ? given : name;
            if (Find(columns, named) is not { } column)
            {
                return Find(schema.Columns, named) is not null ? -1 : throw new InputException(
                    RuleIds.ColumnMissing,
                    $"The schema has no column '{named}' for the property {typeof(TRow).Name}.{name}{NearestName.Hint(named, [.. columns.Select(c => c.Name)])} Name it in Unset if it is to stay unset");
            }

            var target = ValueTarget.Of(type, nulls.WriteState == NullabilityState.Nullable) ?? throw new InputException(
                RuleIds.Usage, $"The property {typeof(TRow).Name}.{name} is of type {type.Name}, which no column has: text, numbers, truth values, times and arrays of these can be generated. Name it in Unset if it is to stay unset");
            generators.Add(Column(column, target, options));
            return generators.Count - 1;
        }

        TRow Make(object?[] cells)
        {
            // Boxed, so that the properties of a struct are set on what is kept.
            var row = constructor is null ? Activator.CreateInstance(typeof(TRow))! : constructor.Invoke([.. arguments.Select((a, i) => a < 0 ? Default(parameters[i].ParameterType) : cells[a])]);
            for (var i = 0; i < properties.Length; i++)
            {
                if (places[i] >= 0)
                {
                    properties[i].SetValue(row, cells[places[i]]);
                }
            }

            return (TRow)row;
        }
    }

    // TripMiles and tripMiles are trip_miles, unless there is a column of just that name.
    private static ColumnSchema? Find(IReadOnlyList<ColumnSchema> columns, string name)
    {
        ColumnSchema? loose = null;
        foreach (var column in columns)
        {
            if (column.Name == name)
            {
                return column;
            }

            loose = loose is null && Folded(column.Name) == Folded(name) ? column : loose;
        }

        return loose;
    }

    private static string Folded(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
