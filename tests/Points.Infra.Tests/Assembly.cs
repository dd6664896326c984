using Points.Infra.Tests.Parsing;

// All tests share one parser process.
[assembly: AssemblyFixture(typeof(Parser))]
