using Points.Infra.Tests.Parsing;

// One parser for all tests.
[assembly: AssemblyFixture(typeof(Parser))]
