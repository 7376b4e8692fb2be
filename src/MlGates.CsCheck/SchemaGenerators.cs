using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Generators of rows from schemas.</summary>
public static class SchemaGenerators
{
    /// <summary>Rows as the schema has them, hostile ones among them.</summary>
    /// <param name="schema">The schema. Uniqueness, keys and the order of rows are not kept; all else is in rows without hostile values.</param>
    /// <param name="options">Changes the options; null leaves them.</param>
    public static RowGenerator Rows(this DatasetSchema schema, Func<RowGeneratorOptions, RowGeneratorOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new RowGenerator(schema, options?.Invoke(new RowGeneratorOptions()) ?? new RowGeneratorOptions());
    }
}
