// The domain has commands too; on the command line they are verbs.
global using Verb = System.CommandLine.Command;
