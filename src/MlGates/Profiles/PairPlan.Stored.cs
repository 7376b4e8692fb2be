using System.Text;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// The plan as bytes, and what becomes of it when two datasets are merged.
internal sealed partial class PairPlan
{
    /// <summary>The same pairs with the columns as they are when two datasets are merged.</summary>
    internal PairPlan Over(IReadOnlyList<ColumnHeader> headers, bool decimalComma) =>
        new(headers, Label, decimalComma, Array.ConvertAll(Pairs, p => (Places[p.First], Places[p.Second])));

    /// <summary>The names of each pair.</summary>
    internal IEnumerable<(string First, string Second)> Names => Pairs.Select(p => (Name(p.First), Name(p.Second)));

    /// <summary>What was asked for, for messages.</summary>
    public override string ToString() =>
        string.Join(", ", Names.Select(n => $"'{n.First}*{n.Second}'")) + (Label is null ? "" : $" with the label '{Label}'");

    internal void Write(StateWriter writer)
    {
        writer.Flag(Label is not null);
        if (Label is not null)
        {
            writer.Text(Encoding.UTF8.GetBytes(Label));
        }

        writer.Count(Pairs.Length);
        foreach (var (first, second) in Pairs)
        {
            writer.Count(Places[first]);
            writer.Count(Places[second]);
        }
    }

    internal static PairPlan Read(ref StateReader reader, ColumnHeader[] headers, bool decimalComma)
    {
        var label = reader.Flag() ? Encoding.UTF8.GetString(reader.Text(int.MaxValue)) : null;
        StateReader.Check(label is null || Array.Exists(headers, h => h.Name == label), "the label is not there");
        var pairs = new (int First, int Second)[reader.Length(int.MaxValue, PairsState.LeastBytes)];
        StateReader.Check(pairs.Length > 0, "it has no pairs");
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = ((int)reader.Count(headers.Length - 1), (int)reader.Count(headers.Length - 1));
            StateReader.Check(pairs[i].First != pairs[i].Second && (i == 0 || Order(pairs[i - 1], pairs[i]) < 0), "pairs are not of two columns, or not in their order");
        }

        return new PairPlan(headers, label, decimalComma, pairs);

        int Order((int First, int Second) a, (int First, int Second) b) => string.CompareOrdinal(headers[a.First].Name, headers[b.First].Name) is var order && order != 0
            ? order : string.CompareOrdinal(headers[a.Second].Name, headers[b.Second].Name);
    }
}
