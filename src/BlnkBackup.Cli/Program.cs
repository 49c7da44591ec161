Console.WriteLine("blnk-backup");
