using System.CommandLine;

namespace MlGates.Cli;

/// <summary><c>mlgates schema</c>: what data must look like.</summary>
internal static class SchemaCommand
{
    public static Command Create(ToolContext context) =>
        new("schema", "Infers a schema from data, to be reviewed and kept in git, holds data to it, and lets it follow the data; takes over schemas of TensorFlow Metadata.")
        {
            SchemaInferCommand.Create(context),
            SchemaValidateCommand.Create(context),
            SchemaAcceptCommand.Create(context),
            SchemaDiffCommand.Create(context),
            SchemaConvertCommand.Create(context),
        };
}
