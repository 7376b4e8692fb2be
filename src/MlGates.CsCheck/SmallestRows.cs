namespace MlGates.Generators;

/// <summary>Finds the fewest and simplest rows on which a property does not hold.</summary>
/// <param name="binding">How rows are made.</param>
/// <param name="property">Throws when it does not hold.</param>
/// <param name="rows">The rows to begin with.</param>
/// <param name="seed">The seed that gave them.</param>
internal sealed class SmallestRows<TRow>(RowBinding<TRow> binding, Action<IReadOnlyList<TRow>> property, GeneratedCell[][] rows, ulong seed)
{
    private const int MostTries = 1000;

    private int _tries;
    private Exception? _cause;

    /// <exception cref="GeneratedRowsException">The property does not hold.</exception>
    public void Hold()
    {
        if (Try(rows) is not { } first)
        {
            return;
        }

        _cause = first;
        var smallest = Fewest(rows);
        for (var i = 0; i < smallest.Length; i++)
        {
            Plainest(smallest, i);
        }

        // What fails now and then has no smallest rows.
        var last = Try(smallest);
        var message = new GeneratedRowsMessage(binding.Columns, smallest, rows.Length, seed);
        TRow[] made = [.. smallest.Select(r => binding.Make(r))];
        throw last is null
            ? new GeneratedRowsException(message.NotRepeatable(first), first, [.. made], seed)
            : new GeneratedRowsException(message.Smallest(last), last, [.. made], seed);
    }

    // Zeller and Hildebrandt 2002, "Simplifying and isolating failure-inducing input": parts alone, then all but a part, then smaller parts.
    private GeneratedCell[][] Fewest(GeneratedCell[][] all)
    {
        var parts = 2;
        while (all.Length > 1)
        {
            parts = Math.Min(parts, all.Length);
            GeneratedCell[][][] chunks = [.. Enumerable.Range(0, parts).Select(i => all[(int)((long)i * all.Length / parts)..(int)((long)(i + 1) * all.Length / parts)])];
            if (Array.Find(chunks, Fails) is { } part)
            {
                (all, parts) = (part, 2);
            }
            else if (parts > 2 && Array.Find([.. chunks.Select((_, i) => chunks.Where((_, j) => j != i).SelectMany(c => c).ToArray())], Fails) is { } rest)
            {
                (all, parts) = (rest, Math.Max(2, parts - 1));
            }
            else if (parts < all.Length && _tries < MostTries)
            {
                parts *= 2;
            }
            else
            {
                break;
            }
        }

        return all;
    }

    private void Plainest(GeneratedCell[][] all, int row)
    {
        all[row] = [.. all[row]];
        for (var column = 0; column < all[row].Length; column++)
        {
            var generator = binding.Columns[column];
            var before = all[row][column];
            if (Equals(before.Value, generator.Plain) || Replaced(new GeneratedCell(generator.Plain, HostileKinds.None)))
            {
                continue;
            }

            // A hostile value stays what it is, else its kind would no longer be told.
            while (all[row][column] is { Value: { } value } && before.Hostile is HostileKinds.None or HostileKinds.Long
                && generator.Simpler(value).Any(simpler => Replaced(new GeneratedCell(simpler, HostileKinds.None))))
            {
            }

            bool Replaced(GeneratedCell cell)
            {
                var old = all[row][column];
                all[row][column] = cell;
                if (Fails(all))
                {
                    return true;
                }

                all[row][column] = old;
                return false;
            }
        }
    }

    private bool Fails(GeneratedCell[][] some) => _tries < MostTries && Try(some) is { } cause && cause.GetType() == _cause!.GetType();

    private Exception? Try(GeneratedCell[][] some)
    {
        _tries++;
        try
        {
            property([.. some.Select(r => binding.Make(r))]);
            return null;
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or InputException))
        {
            return cause;
        }
    }
}
