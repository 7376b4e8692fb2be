using CsCheck;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Makes rows of a schema: ordinary ones, and ones with hostile values. The same seed gives the same rows on every machine.</summary>
public sealed class RowGenerator
{
    private readonly DatasetSchema _schema;
    private readonly RowGeneratorOptions _options;

    internal RowGenerator(DatasetSchema schema, RowGeneratorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HostileShare, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.HostileShare, 1);
        foreach (var name in options.HostileIn.Keys.Where(n => schema.Find(n) is null))
        {
            throw new InputException(RuleIds.ColumnMissing, $"The schema has no column '{name}' to have hostile values in{NearestName.Hint(name, [.. schema.Columns.Select(c => c.Name)])}");
        }

        if (options.Environment is { } environment && !schema.Environments.Contains(environment))
        {
            throw new InputException(RuleIds.Usage, $"The schema has no environment '{environment}'{NearestName.Hint(environment, schema.Environments.ToArray())}");
        }

        (_schema, _options) = (schema, options);
    }

    /// <summary>A CsCheck generator of rows, to be combined with others and to be sampled.</summary>
    /// <typeparam name="TRow">
    /// The row: a type with a property or constructor parameter for each column it takes, found by the names that ML.NET, System.Text.Json or data
    /// annotations give it, else by its own in any case and without underscores; or a dictionary of names and values; or the value of the only column.
    /// </typeparam>
    /// <exception cref="InputException">The type and the schema do not fit.</exception>
    public Gen<TRow> Of<TRow>() => new Rows<TRow>(new RowBinding<TRow>(_schema, _options), _options.HostileShare);

    /// <summary>
    /// Tries a property on generated rows, all together. Each hostile value of each column occurs at least once when there are rows enough. A property that
    /// does not hold is tried on fewer and simpler rows, up to 1,000 times, to find the smallest that it does not hold on.
    /// </summary>
    /// <typeparam name="TRow">The row, as in <see cref="Of"/>.</typeparam>
    /// <param name="property">Throws when it does not hold, as an assertion does.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="GeneratedRowsException">The property does not hold.</exception>
    /// <exception cref="InputException">The type and the schema do not fit.</exception>
    public void Hold<TRow>(Action<IReadOnlyList<TRow>> property, int rows = 2000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var binding = new RowBinding<TRow>(_schema, _options);
        var random = new PCG(1, seed);
        var hostile = _options.HostileShare == 0 ? [] : binding.Columns.SelectMany((c, i) => c.Hostile.Select(cell => (Place: i, Cell: cell))).ToArray();
        var made = new GeneratedCell[rows][];
        for (var i = 0; i < rows; i++)
        {
            made[i] = Ordinary(binding, random);
            if (i < hostile.Length)
            {
                made[i][hostile[i].Place] = hostile[i].Cell;
            }
            else
            {
                MakeHostile(made[i], binding, random, _options.HostileShare);
            }
        }

        new SmallestRows<TRow>(binding, property, made, seed).Hold();
    }

    private static GeneratedCell[] Ordinary<TRow>(RowBinding<TRow> binding, PCG random)
    {
        var cells = new GeneratedCell[binding.Columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = binding.Columns[i].Ordinary(random);
        }

        return cells;
    }

    private static void MakeHostile<TRow>(GeneratedCell[] cells, RowBinding<TRow> binding, PCG random, double share)
    {
        if (random.Next() / 4294967296.0 >= share)
        {
            return;
        }

        for (var left = random.Next(4) == 0 ? 2 : 1; left > 0; left--)
        {
            var place = random.Next((uint)cells.Length);
            if (binding.Columns[(int)place].Hostile is { Count: > 0 } values)
            {
                cells[place] = values[(int)random.Next((uint)values.Count)];
            }
        }
    }

    private sealed class Rows<TRow>(RowBinding<TRow> binding, double share) : Gen<TRow>
    {
        // The fewer values are not the simplest, the smaller is the row.
        public override TRow Generate(PCG pcg, Size? min, out Size size)
        {
            var cells = Ordinary(binding, pcg);
            MakeHostile(cells, binding, pcg, share);
            var others = 0ul;
            for (var i = 0; i < cells.Length; i++)
            {
                others += cells[i].Hostile != HostileKinds.None ? 1000ul : Equals(cells[i].Value, binding.Columns[i].Plain) ? 0ul : 1ul;
            }

            size = new Size(others);
            return binding.Make(cells);
        }
    }
}
