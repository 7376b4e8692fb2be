using System.CommandLine;
using MlGates.Schemas;

namespace MlGates.Cli;

/// <summary><c>mlgates schema convert</c>: takes over a schema of TensorFlow Metadata.</summary>
internal static class SchemaConvertCommand
{
    public static Command Create(ToolContext context)
    {
        var source = new Argument<string>("SCHEMA") { Description = "A schema of TensorFlow Metadata in text format (schema.pbtxt)" };
        var file = new Option<string?>("-o") { Description = "Writes the schema here; without it, it is printed", HelpName = "FILE" };
        var command = new Command("convert", "Writes a schema of TensorFlow Metadata as a schema of MlGates, and says on stderr what was not taken over and where it stands.\n\nExample: mlgates schema convert schema.pbtxt -o baselines/schema.json")
        {
            source, file,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(source)!;
            var text = SchemaText.Bytes(context.FullPath(path), path);
            if (!SchemaFile.IsTfmd(text, path))
            {
                throw new InputException(RuleIds.Usage, $"'{path}' is no text of TensorFlow Metadata (schema.pbtxt); there is nothing to convert.");
            }

            var read = TfmdSchemaText.Parse(text, path);
            foreach (var note in read.Notes)
            {
                context.Error.Write($"{note.Location}: {Text.OneLine(note.Message, 400)}\n");
            }

            if (parsed.GetValue(file) is not { } target)
            {
                context.Output.Write(SchemaFile.ToJson(read.Schema));
                return 0;
            }

            SchemaFile.Write(read.Schema, context.FullPath(target));
            var (columns, notes) = (read.Schema.Columns.Count, read.Notes.Count);
            context.Output.Write($"{columns} {(columns == 1 ? "column" : "columns")} of {path} in {target}; {(notes == 0 ? "all of it was" : notes == 1 ? "1 part was not" : $"{notes} parts were not")} taken over.\n");
            return 0;
        });
        return command;
    }
}
