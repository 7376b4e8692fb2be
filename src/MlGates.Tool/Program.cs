using MlGates.Cli;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return Tool.Run(args, ToolContext.Process());
