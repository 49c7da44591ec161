Console.WriteLine("embedded-s3");
