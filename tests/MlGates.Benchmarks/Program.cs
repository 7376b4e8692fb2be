using BenchmarkDotNet.Running;
using MlGates.Benchmarks;
using MlGates.Benchmarks.Generation;
using MlGates.Benchmarks.Jobs;

// Programs of their own beside the kernels; README.md says what each measures.
return args switch
{
    ["generate", .. var rest] => GenerateCommand.Run(rest),
    ["jobs", .. var rest] => JobsCommand.Run(rest),
    ["duckdb", .. var rest] => DuckDbJob.Run(rest),
    ["accuracy", .. var rest] => NumericAccuracy.Run(Console.Out, rest.Length == 0 ? 1_000_000 : int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture)),
    ["drift-rates", .. var rest] => DriftRates.Run(Console.Out, rest),
    ["multivariate-rates", .. var rest] => MultivariateRates.Run(Console.Out, rest),
    ["attribution-rates", .. var rest] => AttributionRates.Run(Console.Out, rest),
    ["drift-scores", .. var rest] => DriftScores.Run(Console.Out, rest),
    _ => Kernels(args),
};

static int Kernels(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
