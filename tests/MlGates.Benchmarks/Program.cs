using BenchmarkDotNet.Running;
using MlGates.Benchmarks.Generation;
using MlGates.Benchmarks.Jobs;

// Programs of their own beside the kernels; README.md says what each measures.
return args switch
{
    ["generate", .. var rest] => GenerateCommand.Run(rest),
    ["jobs", .. var rest] => JobsCommand.Run(rest),
    ["duckdb", .. var rest] => DuckDbJob.Run(rest),
    _ => Kernels(args),
};

static int Kernels(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
