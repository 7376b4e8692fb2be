using System.CommandLine;
using MlGates.Schemas;

namespace MlGates.Cli;

/// <summary><c>mlgates schema diff</c>: how two schemas differ, in meaning.</summary>
internal static class SchemaDiffCommand
{
    public static Command Create(ToolContext context)
    {
        var before = new Argument<string>("OLD") { Description = "The schema before" };
        var after = new Argument<string>("NEW") { Description = "The schema now" };
        var output = CommonOptions.Output("is a list of column, kind (wider, narrower, other) and message");
        var command = new Command("diff", "Says in meaning how two schemas differ: + what lets more data through, - what lets less through, ~ what does either. Exit 0 in any case.\n\nExample: mlgates schema diff main/schema.json branch/schema.json")
        {
            before, after, output,
        };
        command.SetAction(parsed =>
        {
            var (old, now) = (parsed.GetValue(before)!, parsed.GetValue(after)!);
            var changes = SchemaDiff.Compare(SchemaFile.Read(context.FullPath(old), old), SchemaFile.Read(context.FullPath(now), now));
            if (parsed.GetValue(output) == "json")
            {
                context.Output.Write(JsonText.Write(json => JsonText.Value(json, changes.Select(c => new SortedDictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["column"] = c.Column, ["kind"] = c.Kind.ToString().ToLowerInvariant(), ["message"] = c.Message,
                }))));
                return 0;
            }

            foreach (var change in changes)
            {
                context.Output.Write($"{Sign(change.Kind)} {Text.OneLine(change.Column ?? "dataset")}: {Text.OneLine(change.Message)}\n");
            }

            context.Output.Write(changes.Count == 0
                ? "The schemas ask for the same.\n"
                : $"\n{changes.Count} {(changes.Count == 1 ? "change" : "changes")}: {Count(SchemaChangeKind.Wider)} let more data through (+), {Count(SchemaChangeKind.Narrower)} less (-), {Count(SchemaChangeKind.Other)} either (~).\n");
            return 0;

            int Count(SchemaChangeKind kind) => changes.Count(c => c.Kind == kind);
        });
        return command;
    }

    private static char Sign(SchemaChangeKind kind) => kind switch
    {
        SchemaChangeKind.Wider => '+',
        SchemaChangeKind.Narrower => '-',
        _ => '~',
    };
}
